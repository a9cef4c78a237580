import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { differences } from '../../demo/comparison.js';
import { formLogin } from '../../demo/entrances.js';
import { postOrder, runEvening, untilDone } from '../../demo/sending.js';
import { setStage, type Stage } from '../../demo/stage.js';
import { suppliers } from '../../demo/suppliers.js';
import { openEditor, type Editor } from './editor.js';

const imageFolder = join(__dirname, '../../docs/images');
const longest = 180_000;

/** A retry after a second instead of a minute: what is waited for stays the same. */
const impatient = (node: string, parameters: Readonly<Record<string, unknown>>) =>
	node === 'Wait A Minute' ? { ...parameters, amount: 2, unit: 'seconds' } : parameters;

/** n8n lays a list of hints over a workflow that was just published. */
async function closeChecklist(page: Page): Promise<void> {
	const title = page.getByText('Production Checklist');
	const shown = await title.waitFor({ timeout: 5000 }).then(
		() => true,
		() => false,
	);
	if (shown) await page.locator('button:near(:text("Production Checklist"))').first().click();
}

describe('the packed package in a real n8n', () => {
	let stage: Stage;
	const [harbour] = suppliers;

	beforeAll(async () => {
		stage = await setStage(() => undefined, { patch: impatient });
	}, 900_000);
	afterAll(() => stage?.stop(), longest);

	const open = (from: number, to: number) => {
		const orders = stage.orders.slice(from, to);
		stage.site.documents.set('open-orders', orders);
		return orders;
	};
	const held = () =>
		Promise.all(
			stage.shops.map(async (shop) => ({
				supplierCode: shop.supplier.code,
				orders: (await shop.readOrders()).filter(({ number }) => !number.startsWith('ONE-')),
			})),
		);
	const counts = () => Promise.all(stage.shops.map((shop) => shop.counts()));
	const differencesTo = async (to: number) =>
		differences(stage.orders.slice(0, to), stage.products, await held());

	test(
		'an order posted to the webhook is in every shop it concerns, and its suppliers know',
		async () => {
			const [order] = open(0, 1);
			expect(await postOrder(stage.n8n, order)).toEqual({ status: 'accepted', problems: [] });
			await untilDone(stage.n8n);
			expect(await differencesTo(1)).toEqual([]);
			const receivers = stage.mailbox.mails.map(({ to }) => to.join());
			const concerned = (await held()).filter(({ orders }) => orders.length > 0);
			expect(receivers.sort()).toEqual(
				suppliers
					.filter(({ code }) => concerned.some(({ supplierCode }) => supplierCode === code))
					.map(({ email }) => email)
					.sort(),
			);
		},
		longest,
	);

	test(
		'who only knows the address of the webhook or the form orders nothing',
		async () => {
			const { url } = stage.n8n;
			const body = JSON.stringify(stage.orders[1]);
			const headers = { 'content-type': 'application/json' };
			const answers = [
				await fetch(`${url}/webhook/orders`, { method: 'POST', headers, body }),
				await fetch(`${url}/webhook/orders-of-one-supplier`, { method: 'POST', headers, body }),
				await fetch(`${url}/form/send-orders`),
			];
			expect(answers.map(({ status }) => status)).toEqual([403, 403, 401]);
		},
		longest,
	);

	test(
		'a wrong order is answered with its findings and their cure, and nothing is written',
		async () => {
			const before = await counts();
			const answer = await postOrder(stage.n8n, { ...stage.orders[1], lines: [], totals: undefined });
			expect(answer.status).toBe('rejected');
			expect(answer.problems.map(({ code }) => code)).toContain('order.noLines');
			expect(answer.problems.every(({ remedy }) => remedy.length > 0)).toBe(true);
			await untilDone(stage.n8n);
			expect(await counts()).toEqual(before);
		},
		longest,
	);

	test(
		'the evening run sends all open orders to all suppliers',
		async () => {
			open(0, 60);
			await runEvening(stage.n8n);
			await untilDone(stage.n8n);
			expect(await differencesTo(60)).toEqual([]);
			const receivers = new Set(stage.mailbox.mails.flatMap(({ to }) => to));
			expect([...receivers].sort()).toEqual(suppliers.map(({ email }) => email).sort());
		},
		longest,
	);

	test(
		'the same run again leaves not one row more and sends not one mail more',
		async () => {
			const before = { rows: await counts(), mails: stage.mailbox.mails.length };
			await runEvening(stage.n8n);
			await untilDone(stage.n8n);
			expect({ rows: await counts(), mails: stage.mailbox.mails.length }).toEqual(before);
		},
		longest,
	);

	test(
		'while the database is down orders wait in Retry Later, and settle when it is back',
		async () => {
			open(60, 80);
			await stage.mariaDb.kill();
			await runEvening(stage.n8n);
			await new Promise((resolve) => setTimeout(resolve, 4000));
			await stage.mariaDb.start();
			await untilDone(stage.n8n);
			expect(await differencesTo(80)).toEqual([]);
		},
		longest,
	);

	test(
		'a mail that the server refuses comes out of Failed; the next run sends it, and the orders are kept',
		async () => {
			const orders = open(80, 100);
			const toHarbour = () => stage.mailbox.mails.filter(({ to }) => to.includes(harbour.email)).length;
			const before = toHarbour();
			stage.mailbox.turnedAway.add(harbour.email);
			await runEvening(stage.n8n);
			await untilDone(stage.n8n);
			expect(toHarbour()).toBe(before);
			const toPurchasing = stage.mailbox.mails.filter(({ to }) =>
				to.includes('purchasing@northwind.example'),
			);
			expect(toPurchasing.at(-1)?.text).toContain('mail.recipients.refused');
			expect(await differencesTo(100)).toEqual([]);
			stage.mailbox.turnedAway.clear();
			await runEvening(stage.n8n);
			await untilDone(stage.n8n);
			expect(toHarbour()).toBe(before + 1);
			expect(orders).toHaveLength(20);
		},
		longest,
	);

	test(
		'one supplier alone is served by the workflow with a Shop Database of its own',
		async () => {
			const [first] = stage.orders;
			const lines = [{ sku: 'HS-1001', quantity: 2, unitPrice: '18.00' }];
			const order = { ...first, number: 'ONE-1', lines, shipping: undefined, totals: undefined };
			const answer = await postOrder(stage.n8n, order, 'orders-of-one-supplier');
			expect(answer).toEqual({ status: 'accepted', problems: [] });
			await untilDone(stage.n8n);
			const [shop] = stage.shops;
			expect((await shop?.readOrders())?.find(({ number }) => number === 'ONE-1')?.lines).toEqual([
				{ sku: 'HS-1001', quantity: 2, total: '36.00' },
			]);
			expect(stage.mailbox.mails.at(-1)?.to).toEqual([harbour.email]);
		},
		longest,
	);

	describe('in the editor', () => {
		let editor: Editor;
		beforeAll(async () => {
			await mkdir(imageFolder, { recursive: true });
			editor = await openEditor(stage.n8n);
		}, longest);
		afterAll(() => editor?.close(), longest);

		type Choose = (numbers: string) => Promise<void>;

		/** Works with the form as who may open it; `choose` names orders in it. */
		const atTheForm = async (work: (page: Page, choose: Choose) => Promise<void>) => {
			const { page } = editor;
			const login = Buffer.from(`${formLogin.user}:${formLogin.password}`).toString('base64');
			await page.setExtraHTTPHeaders({ authorization: `Basic ${login}` });
			try {
				await work(page, async (numbers) => {
					await page.goto(`${stage.n8n.url}/form/send-orders`);
					await page.locator('textarea').fill(numbers);
					await page.getByRole('button', { name: 'Submit' }).click();
				});
			} finally {
				await page.setExtraHTTPHeaders({});
			}
		};

		test(
			'a person chooses orders, sees what is ready, and nothing is written before they approve',
			async () => {
				const chosen = open(100, 110).slice(0, 2);
				const before = await counts();
				await atTheForm(async (page, choose) => {
					await choose(chosen.map(({ number }) => number).join(', '));
					await page.getByText('These orders are ready').waitFor({ timeout: 60_000 });
					expect(await counts()).toEqual(before);
					await page.locator('select').selectOption('Send these orders');
					await page.getByRole('button', { name: 'Go on' }).click();
					await page.getByText('Form Submitted').waitFor({ timeout: 60_000 });
				});
				await untilDone(stage.n8n);
				expect(await differencesTo(102)).toEqual([]);
			},
			longest,
		);

		test(
			'who names orders is told which are not ready and why, which are not there, and that none is',
			async () => {
				const [good, other] = open(110, 112);
				stage.site.documents.set('open-orders', [good, { ...other, lines: [], totals: undefined }]);
				const before = await counts();
				await atTheForm(async (page, choose) => {
					const decide = async (decision: string) => {
						await page.locator('select').selectOption(decision);
						await page.getByRole('button', { name: 'Go on' }).click();
						await page.getByText('Nothing was sent').first().waitFor({ timeout: 60_000 });
					};
					await choose(`${good?.number}, ${other?.number}, NW-0`);
					await page.getByText('These orders are ready').waitFor({ timeout: 60_000 });
					await page.getByText(`${other?.number}: The order has no lines.`).waitFor();
					await page.getByText('Not among the open orders: NW-0').waitFor();
					await decide('Stop, send nothing');
					await choose(String(other?.number).toLowerCase());
					await page.getByText('No order is ready').first().waitFor({ timeout: 60_000 });
					await decide('Send these orders');
					await choose('NW-0');
					await page.getByText('No such order').waitFor({ timeout: 60_000 });
				});
				await untilDone(stage.n8n);
				expect(await counts()).toEqual(before);
			},
			longest,
		);

		test(
			'the workflow opens with the three nodes on the canvas',
			async () => {
				const { page } = editor;
				await page.goto(`${stage.n8n.url}/workflow/every-evening`);
				await page.waitForSelector('[data-test-id="canvas-node"]', { timeout: 60_000 });
				await page.keyboard.press('Escape');
				await closeChecklist(page);
				await page.keyboard.press('1');
				await page.waitForTimeout(1500);
				const names = await page.locator('[data-test-id="canvas-node"]').allInnerTexts();
				for (const name of ['Prepare Supplier Order', 'Push To All Suppliers', 'Notify Suppliers'])
					expect(names.join('\n')).toContain(name);
				await page.screenshot({ path: join(imageFolder, 'canvas.png') });
			},
			longest,
		);

		/** Holds a trigger alone: in a workflow that has such a node already, n8n puts a number behind the name. */
		const newWorkflow = async (): Promise<string> => {
			const trigger = { id: 'start', name: 'Start', type: 'n8n-nodes-base.manualTrigger', typeVersion: 1 };
			const nodes = [{ ...trigger, position: [0, 0], parameters: {} }];
			const made = { name: 'New', nodes, connections: {}, settings: { executionOrder: 'v1' } };
			return ((await stage.n8n.rest('POST', 'workflows', made)) as { id: string }).id;
		};

		test.each([
			['Prepare Supplier Order', 'prepare', 'Add to workflow', 'Distributor Code'],
			['Push To Shop DB', 'push', 'Push supplier orders', 'Operation'],
			['Notify Supplier', 'notify', 'Notify suppliers', 'Recipients'],
		])(
			'%s is found in the node list, and its panel shows its fields',
			async (node, image, choice, field) => {
				const { page } = editor;
				await page.goto(`${stage.n8n.url}/workflow/${await newWorkflow()}`);
				await page.waitForSelector('[data-test-id="canvas-node"]', { timeout: 60_000 });
				await page.waitForTimeout(1500);
				await page.click('[data-test-id="node-creator-plus-button"]');
				await page.fill('[data-test-id="node-creator-search-bar"]', node);
				await page.locator('[data-test-id="item-iterator-item"]', { hasText: node }).first().click();
				await page.getByText(choice, { exact: true }).click();
				await page.getByText(field, { exact: true }).first().waitFor({ timeout: 30_000 });
				await page.waitForTimeout(1000);
				await page.screenshot({ path: join(imageFolder, `${image}.png`) });
			},
			longest,
		);

		test(
			'the mailbox page shows a mail',
			async () => {
				const { page } = editor;
				const mail = stage.mailbox.mails.find(({ to }) => to.includes('bestellung@nordkueste.example'));
				await page.goto(`${stage.mailbox.url}/mails/${mail?.id}`);
				expect(await page.frameLocator('iframe').locator('body').innerText()).toContain('Bestellung');
				await page.screenshot({ path: join(imageFolder, 'mailbox.png') });
			},
			longest,
		);
	});
});
