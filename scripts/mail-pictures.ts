import { mkdir } from 'node:fs/promises';
import { chromium } from 'playwright-core';
import { createRenderer } from '../nodes/OrderExchange/mail/renderer.js';
import { languages } from '../nodes/OrderExchange/mail/language.js';
import { atOnce } from '../nodes/OrderExchange/time/inSlices.js';
import { chromiumFlags, ensureChromium } from './system/chromium.js';
import { sampleAnnouncement, sampleOrder } from '../sandbox/orders/announcements.js';

// Renders the sample mails for the README: `npm run pictures`; with a folder behind `--`, also longer, smaller and darker ones there.
const folder = process.argv[2] ?? 'docs/images';

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

const say = (line: string) => void process.stdout.write(`${line}\n`);

async function main(): Promise<void> {
	await mkdir(folder, { recursive: true });
	const executablePath = await ensureChromium(say);
	const browser = await chromium.launch({ executablePath, args: [...chromiumFlags] });
	try {
		for (const { name, language, count, from, width, dark } of pictures) {
			const page = await browser.newPage({
				viewport: { width, height: 600 },
				colorScheme: dark ? 'dark' : 'light',
			});
			const { html } = atOnce(render(sampleAnnouncement(orders(count, from)), { language, attachCsv: true }));
			await page.setContent(html);
			await page.screenshot({ path: `${folder}/${name}.png`, fullPage: count < 10 });
			say(`${name}.png: mail of ${Buffer.byteLength(html)} bytes, ${count} orders`);
			await page.close();
		}
	} finally {
		await browser.close();
	}
}

void main();
