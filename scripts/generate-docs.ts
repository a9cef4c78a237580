import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { orderJsonSchema, problemReference } from './reference.js';

const docs = join(__dirname, '..', 'docs');

mkdirSync(docs, { recursive: true });
writeFileSync(join(docs, 'errors.md'), problemReference());
writeFileSync(join(docs, 'order.schema.json'), orderJsonSchema());
console.log('Written: docs/errors.md, docs/order.schema.json');
