import type { ProblemCode } from '../../problems/catalogue.js';
import { blocks, type Problem } from '../../problems/problem.js';

/** What is checked of a supplier, in this order; the first four need the ones before. */
const checkSteps = [
	'code',
	'connection',
	'login',
	'shop',
	'encryption',
	'rights',
	'transactions',
	'exchangeLog',
	'clock',
	'catalogue',
	'mail',
] as const;

export type CheckStep = (typeof checkSteps)[number];
export type StepState = 'passed' | 'warning' | 'blocked' | 'notChecked';

/** By the whole code, else by what stands before its last dot. */
const stepOf: Readonly<Record<string, CheckStep>> = {
	activation: 'code',
	directory: 'code',
	'exchange.otherSupplier': 'code',
	'activation.unreachable': 'connection',
	'activation.tls': 'connection',
	'activation.revoked': 'login',
	'activation.otherShop': 'shop',
	database: 'connection',
	'database.login': 'login',
	'database.accountClosed': 'login',
	'database.loginMethod': 'login',
	'database.unknownDatabase': 'login',
	'database.rights': 'rights',
	'database.notEncrypted': 'encryption',
	'database.notVerified': 'encryption',
	'database.tunnelNotChecked': 'encryption',
	'database.certificateEnds': 'encryption',
	'database.clock': 'clock',
	'database.galera': 'transactions',
	'database.confirmsEarly': 'transactions',
	'exchange.rightsMissing': 'rights',
	'exchange.rightsBeyondNeed': 'rights',
	'exchange.secretsReadable': 'rights',
	'exchange.noTransactions': 'transactions',
	'exchange.notSetUp': 'exchangeLog',
	'shop.tableMissing': 'rights',
	'shop.articlesMissing': 'catalogue',
	shop: 'shop',
	mail: 'mail',
};

const stepOfCode = (code: ProblemCode): CheckStep =>
	stepOf[code] ?? stepOf[code.split('.')[0] ?? ''] ?? 'connection';

/** How each step ended; what could not be checked, because an earlier step is blocked or nothing was given, is not. */
export function stepStates(
	problems: readonly Problem[],
	unasked: readonly CheckStep[],
): Readonly<Record<CheckStep, StepState>> {
	const worst = new Map<CheckStep, StepState>();
	for (const found of problems) {
		const step = stepOfCode(found.code);
		if (worst.get(step) !== 'blocked') worst.set(step, blocks(found) ? 'blocked' : 'warning');
	}
	const gates = checkSteps.slice(0, 4).map((step) => worst.get(step) === 'blocked');
	const closed = gates.indexOf(true);
	const reached = (at: number) => closed < 0 || at <= closed;
	return Object.fromEntries(
		checkSteps.map((step, at) => [
			step,
			worst.get(step) ?? (reached(at) && !unasked.includes(step) ? 'passed' : 'notChecked'),
		]),
	) as Record<CheckStep, StepState>;
}
