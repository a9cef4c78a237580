import { z } from 'zod/v4';
import { readCountry } from '../orders/values/country.js';
import { readCurrency } from '../orders/values/currency.js';
import { hasZone } from './cutOff.js';

const moment = z.iso.datetime({ offset: false });
const email = z.string().trim().min(3).max(254);
const pem = z
	.string()
	.regex(/-----BEGIN CERTIFICATE-----[\s\S]+-----END CERTIFICATE-----/, 'must be a PEM text');

/**
 * How the server proves who it is.
 * - `verify`: certificate chain and host name; `ca` where no public authority vouches for it
 * - `pinned`: the server shows this very certificate, or one that this authority issued; the host name does not count.
 *   For self-signed certificates, which name no host, and for the authority that a server made for itself.
 * - `off`: no encryption; for a server in the same house only
 */
const tlsSchema = z.discriminatedUnion('mode', [
	z.object({ mode: z.literal('verify'), ca: pem.optional() }),
	z.object({ mode: z.literal('pinned'), certificate: pem }),
	z.object({ mode: z.literal('off') }),
]);

/** Codes that people also type in small letters. */
const upperCase = z.string().trim().toUpperCase();

/** What the supplier takes; a field left out sets no limit. */
export const acceptsSchema = z.object({
	/** ISO 3166-1 alpha-2 of the delivery address. */
	countries: z
		.array(
			upperCase.refine(
				(code) => readCountry(code) === code,
				'must be ISO 3166-1 codes of two letters, such as DE',
			),
		)
		.min(1)
		.optional(),
	/** ISO 4217. */
	currencies: z
		.array(upperCase.refine((code) => readCurrency(code) === code, 'must be ISO 4217 codes, such as EUR'))
		.min(1)
		.optional(),
	/** Of the goods of one customer order, before shipping. */
	minimumOrder: z
		.object({
			amount: z.string().regex(/^\d{1,9}(\.\d{1,4})?$/, 'must be an amount, such as 25 or 25.50'),
			currency: upperCase.regex(/^[A-Z]{3}$/, 'must name its currency behind the amount, such as 25 EUR'),
		})
		.optional(),
	/** Orders that arrive later are packed on the next day. `time` as 14:30, `zone` as Europe/Berlin. */
	cutOff: z
		.object({
			time: z.string().regex(/^([01]\d|2[0-3]):[0-5]\d$/, 'must be a time, such as 14:30'),
			zone: z.string().refine(hasZone, 'must name a time zone, such as Europe/Berlin'),
		})
		.optional(),
});

/** What an activation code tells without its pass phrase: who, and until when. */
export const invitationFaceSchema = z.object({
	/** Of this code; a renewed one has another. */
	id: z.string().regex(/^[0-9A-Z]{6,20}$/),
	issuedAt: moment,
	/** Left out: it holds until it is revoked. */
	expiresAt: moment.optional(),
	supplier: z.object({ code: z.string().trim().min(1).max(64), name: z.string().trim().min(1).max(120) }),
});

/** What only the pass phrase opens. */
export const invitationContentSchema = z.object({
	/** Where notifications go, and in which language (e.g. `de`). */
	notify: z
		.object({ emails: z.array(email).max(20).default([]), language: z.string().optional() })
		.default({ emails: [] }),
	connection: z.object({
		host: z.string().trim().min(1),
		port: z.number().int().min(1).max(65535),
		database: z.string().min(1),
		user: z.string().min(1),
		password: z.string(),
		tls: tlsSchema,
	}),
	/** The shop as it was found. `platform` as in `ShopPlatform.id`; `prefix` may be empty. */
	shop: z.object({
		platform: z.string().min(1),
		prefix: z.string(),
		store: z.string().optional(),
		language: z.string().optional(),
	}),
	accepts: acceptsSchema.default({}),
});

/** All that connects a distributor to a supplier. */
export const invitationSchema = invitationFaceSchema.extend(invitationContentSchema.shape);

export type InvitationFace = z.output<typeof invitationFaceSchema>;
/** As it is handed in: what has a default may be left out. */
export type InvitationInput = z.input<typeof invitationSchema>;
export type Invitation = z.output<typeof invitationSchema>;
export type Accepts = z.output<typeof acceptsSchema>;
