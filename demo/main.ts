import { formLogin, webhookKey } from './entrances.js';
import { postOrder, runEvening, untilDone, type WebhookAnswer } from './sending.js';
import { setStage, type Stage } from './stage.js';
import { summarise, summaryText, type Summary } from './summary.js';
import { wrongOrders, type WrongOrder } from './wrongOrders.js';

/**
 * `npm run demo`: a distributor's orders go through a real n8n into four shops and mailboxes. It stays until
 * Ctrl-C; with `-- --once` it prints the summary as JSON too and ends, with code 0 only if every order is
 * where it belongs. With `-- --queue` n8n runs in its own queue mode, with two worker processes.
 */
const once = process.argv.includes('--once');
const workers = process.argv.includes('--queue') ? 2 : 0;
const jsonMarker = '--- summary as JSON ---';
const postedOneByOne = 12;

const started = Date.now();
const print = (text: string) => process.stdout.write(`${text}\n`);
const say = (line: string) =>
	print(`${String(Math.round((Date.now() - started) / 1000)).padStart(4)} s  ${line}`);

const untilInterrupted = new Promise<void>((resolve) => {
	process.once('SIGINT', () => resolve());
	process.once('SIGTERM', () => resolve());
});

async function main(): Promise<number> {
	const stage = await setStage(say, { workers });
	try {
		const summary = await Promise.race([
			play(stage),
			untilInterrupted.then((): Summary | undefined => undefined),
		]);
		if (!summary) return 130;
		print(summaryText(summary));
		if (once) {
			print(jsonMarker);
			print(JSON.stringify(summary, null, 2));
			return summary.ok ? 0 : 1;
		}
		print(addresses(stage));
		await untilInterrupted;
		return summary.ok ? 0 : 1;
	} finally {
		say('Ending everything …');
		await stage.stop();
	}
}

/** A few orders and the wrong ones one by one, then all open orders as every evening; then looks. */
async function play(stage: Stage): Promise<Summary> {
	const { n8n, orders } = stage;
	say(`Posting ${postedOneByOne} orders to the webhook, one by one …`);
	for (const order of orders.slice(0, postedOneByOne)) {
		const { status, problems } = await postOrder(n8n, order);
		if (status !== 'accepted') throw new Error(`${order.number} was rejected: ${JSON.stringify(problems)}`);
	}
	await untilDone(n8n);
	const [first] = orders;
	if (!first) throw new Error('The sample data hold no orders');
	const wrong = wrongOrders(first);
	say(`Posting ${wrong.length} wrong orders …`);
	const answers: { wrong: WrongOrder; answer: WebhookAnswer }[] = [];
	for (const one of wrong) answers.push({ wrong: one, answer: await postOrder(n8n, one.order) });
	await untilDone(n8n);
	say(`Running the evening workflow with all ${orders.length} orders, the ${postedOneByOne} sent ones too …`);
	await runEvening(n8n);
	await untilDone(n8n);
	say('Reading the four databases back …');
	return summarise(stage, answers);
}

const addresses = ({ n8n, mailbox }: Stage): string =>
	[
		`Editor:  ${n8n.url}   (log in as ${n8n.owner.email} with ${n8n.owner.password})`,
		`Mailbox: ${mailbox.url}`,
		`Webhook: ${n8n.url}/webhook/orders   (with the header ${webhookKey.name}: ${webhookKey.value})`,
		`Form:    ${n8n.url}/form/send-orders   (log in as ${formLogin.user} with ${formLogin.password})`,
		'',
		'Ctrl-C ends everything.',
	].join('\n');

main().then(
	(code) => process.exit(code),
	(cause: unknown) => {
		process.stderr.write(`${cause instanceof Error ? cause.message : String(cause)}\n`);
		process.exit(1);
	},
);
