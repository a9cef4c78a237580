import { z } from 'zod/v4';

/** What Push knows about one customer order after the commit, totals as read back from the shop. */
export const receiptSchema = z.object({
	order: z.string(),
	exchangeKey: z.string().regex(/^[0-9a-f]{64}$/),
	status: z.enum(['written', 'alreadyWritten']),
	platform: z.string(),
	shopOrderId: z.string(),
	shopOrderNumber: z.string(),
	shopStatus: z.string(),
	customer: z.enum(['new', 'regular', 'guest']),
	currency: z.string(),
	total: z.string(),
	lines: z.number(),
	quantity: z.string(),
	writtenAt: z.string(),
});

export type Receipt = z.output<typeof receiptSchema>;
