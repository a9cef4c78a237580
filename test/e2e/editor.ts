import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium, type Page } from 'playwright-core';
import type { N8n } from '../../scripts/system/n8n.js';
import { chromiumFlags, ensureChromium } from '../../scripts/system/chromium.js';

/** n8n's editor in a headless browser, with its owner logged in. */
export interface Editor {
	readonly page: Page;
	close(): Promise<void>;
}

const longestLoadMs = 120_000;

export async function openEditor({ url, owner }: N8n): Promise<Editor> {
	const folder = await mkdtemp(join(tmpdir(), 'order-exchange-browser-'));
	const context = await chromium.launchPersistentContext(folder, {
		executablePath: await ensureChromium(() => undefined),
		args: [...chromiumFlags],
		viewport: { width: 1600, height: 900 },
	});
	// n8n's editor is large, and the machine may be busy.
	context.setDefaultNavigationTimeout(longestLoadMs);
	const close = async () => {
		await context.close();
		await rm(folder, { recursive: true, force: true });
	};
	try {
		const page = await context.newPage();
		await page.goto(`${url}/signin`);
		await page.fill('input[autocomplete="email"]', owner.email);
		await page.fill('input[type="password"]', owner.password);
		await page.click('[data-test-id="form-submit-button"]');
		await page.waitForURL((where) => !where.pathname.includes('signin'));
		return { page, close };
	} catch (cause) {
		await close();
		throw cause;
	}
}
