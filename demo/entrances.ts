import { randomBytes } from 'node:crypto';

const secret = (): string => randomBytes(8).toString('hex');

/** The header by which the example workflows' webhooks know a sender; made anew for each demo. */
export const webhookKey = { name: 'X-Order-Key', value: secret() } as const;

/** Who opens the form of the workflow by hand. */
export const formLogin = { user: 'purchasing', password: secret() } as const;
