import { existsSync } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { createRenderer } from '../nodes/OrderExchange/mail/renderer.js';
import { languages } from '../nodes/OrderExchange/mail/language.js';
import { atOnce } from '../nodes/OrderExchange/time/inSlices.js';
import { sampleAnnouncement, sampleOrder } from '../sandbox/orders/announcements.js';

// Renders the sample mails with the Chromium of this machine: `npx tsx scripts/mail-pictures.ts [folder]`.
const folder = process.argv[2] ?? 'docs/images';
const executablePath = [
	process.env['CHROMIUM'],
	'/usr/bin/chromium',
	'/usr/bin/chromium-browser',
	'/usr/bin/google-chrome',
].find((path) => path !== undefined && existsSync(path));
if (executablePath === undefined) throw new Error('No Chromium found; set CHROMIUM to its path.');

const render = createRenderer('Europe/Berlin');
const orders = (count: number, from = 0) => Array.from({ length: count }, (_, n) => sampleOrder(from + n));
const pictures = [
	...languages.map((language) => ({
		name: `mail-${language}`,
		language,
		count: 2,
		from: 1,
		width: 760,
		dark: false,
	})),
	...(process.argv[2] === undefined
		? []
		: ([
				{ name: 'one', language: 'de', count: 1, from: 2, width: 760, dark: false },
				{ name: 'forty', language: 'en', count: 40, from: 0, width: 760, dark: false },
				{ name: 'phone', language: 'de', count: 5, from: 1, width: 380, dark: false },
				{ name: 'dark', language: 'en', count: 2, from: 1, width: 760, dark: true },
			] as const)),
];

async function main(executablePath: string): Promise<void> {
	await mkdir(folder, { recursive: true });
	const browser = await chromium.launch({ executablePath, args: ['--no-sandbox'] });
	try {
		for (const { name, language, count, from, width, dark } of pictures) {
			const page = await browser.newPage({
				viewport: { width, height: 600 },
				colorScheme: dark ? 'dark' : 'light',
			});
			const { html } = atOnce(render(sampleAnnouncement(orders(count, from)), { language, attachCsv: true }));
			await page.setContent(html);
			await page.screenshot({ path: `${folder}/${name}.png`, fullPage: count < 10 });
			process.stdout.write(`${name}.png: mail of ${Buffer.byteLength(html)} bytes, ${count} orders\n`);
			await page.close();
		}
	} finally {
		await browser.close();
	}
}

void main(executablePath);
