import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { runNow, untilEnded } from '../../demo/sending.js';
import { startMariaDb, type MariaDb } from '../../scripts/system/mariadb.js';
import { startN8n, type N8n } from '../../scripts/system/n8n.js';
import { packPackage } from '../../scripts/system/packedPackage.js';
import { run } from '../../scripts/system/run.js';
import { createShop, type TestShop } from '../../sandbox/shops/shopDatabase.js';
import { openEditor, type Editor } from './editor.js';
import { firstWorkflow } from './firstWorkflow.js';

const longest = 300_000;
const imageFolder = join(__dirname, '../../docs/images');

/** The activation code, with one sign exchanged for another. */
const mistyped = (code: string): string => {
	const at = code.length - 100;
	return code.slice(0, at) + (code[at] === 'A' ? 'B' : 'A') + code.slice(at + 1);
};

describe('a new supplier and a new distributor', () => {
	let folder: string;
	let mariaDb: MariaDb;
	let shop: TestShop;
	let n8n: N8n;
	let editor: Editor;
	let invitation: { readonly code: string; readonly passPhrase: string };

	beforeAll(async () => {
		folder = mkdtempSync(join(tmpdir(), 'order-exchange-first-order-'));
		mariaDb = await startMariaDb({ fast: true, withTls: true });
		shop = await createShop(mariaDb, 'opencart-4.1');
		n8n = await startN8n({ credentials: [], workflows: [] });
		editor = await openEditor(n8n);
	}, 900_000);
	afterAll(async () => {
		await editor?.close();
		await n8n?.stop();
		await mariaDb?.stop();
		if (folder) rmSync(folder, { recursive: true });
	}, longest);

	test(
		'one command in the shop’s folder, from a package that installs by itself and nothing of n8n, makes the code',
		async () => {
			const tarball = await packPackage(folder, () => undefined);
			const install = ['install', '--no-audit', '--no-fund', '--prefer-offline', tarball];
			await run('npm', install, { cwd: folder });
			expect(existsSync(join(folder, 'node_modules', 'n8n-workflow'))).toBe(false);
			const define = (name: string, value: string | number) => `define('DB_${name}', '${value}');`;
			const { user, password } = mariaDb.rootUser;
			const lines = [
				...[define('HOSTNAME', mariaDb.host), define('PORT', mariaDb.port), define('PREFIX', 'oc_')],
				...[define('USERNAME', user), define('PASSWORD', password)],
				define('DATABASE', shop.settings.database),
			];
			writeFileSync(join(folder, 'config.php'), ['<?php', ...lines].join('\n'), { mode: 0o600 });
			const command = join(folder, 'node_modules', '.bin', 'n8n-nodes-order-exchange');
			const terms = ['--distributor', 'Northwind Traders', '--code', 'acme', '--name', 'Acme Supplies'];
			const answer = await run(command, ['invite', ...terms, '--json'], { cwd: folder });
			invitation = JSON.parse(answer) as typeof invitation;
			expect(invitation.code).toMatch(/^OX1-\d+-Acme-Supplies-/);
		},
		longest,
	);

	const field = (page: Page, name: string) =>
		page.locator(`[data-test-id="parameter-input-${name}"]`).locator('textarea, input').first();
	const save = (page: Page) => page.getByRole('button', { name: 'Save', exact: true }).click();

	test(
		'one paste in n8n is enough: saving it tells a mistyped code, its line and whose it is, and accepts the right one',
		async () => {
			const { page } = editor;
			await page.goto(new URL('home/credentials/create', n8n.url).href);
			const search = page.locator('[data-test-id="new-credential-type-select"] input').first();
			await search.click({ timeout: 120_000 });
			await search.fill('Supplier Directory');
			await page.getByText('Order Exchange Supplier Directory').first().click();
			await page.locator('[data-test-id="new-credential-type-button"]').click();
			await field(page, 'activationCodes').fill(`# our first supplier\n${mistyped(invitation.code)}`);
			await field(page, 'passPhrases').fill(invitation.passPhrase);
			await field(page, 'distributorCode').fill('northwind');
			await field(page, 'distributorName').fill('Northwind Traders');
			await save(page);
			await page.getByText('More details').click({ timeout: 60_000 });
			await page.getByText('Line 2 (Acme Supplies): The activation code was changed').waitFor();
			await field(page, 'activationCodes').fill(invitation.code);
			await save(page);
			await page.getByText('Connection tested successfully').waitFor({ timeout: 60_000 });
			await field(page, 'activationCodes').press('Control+Home');
			await page.waitForTimeout(6000); // until n8n's own notices are gone
			await page.screenshot({ path: join(imageFolder, 'supplier-directory.png') });
		},
		longest,
	);

	test(
		'the first order arrives',
		async () => {
			const [credential] = (await n8n.rest('GET', 'credentials')) as { id: string; name: string }[];
			const workflow = firstWorkflow({ id: credential?.id ?? '', name: credential?.name ?? '' });
			const { id } = (await n8n.rest('POST', 'workflows', workflow)) as { id: string };
			const execution = await runNow(n8n, id, 'Start');
			expect(await untilEnded(n8n, execution)).toBe('success');
			expect(await shop.query('SELECT firstname, total FROM oc_order')).toMatchObject([
				{ firstname: 'Maria' },
			]);
		},
		longest,
	);
});
