import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const nodes = join(__dirname, '../../../nodes/OrderExchange');

/** Our code as a server reads its SQL that carries none of the executable comments out. */
const sources = readdirSync(nodes, { recursive: true, encoding: 'utf8' })
	.filter((file) => file.endsWith('.ts'))
	.map((file) => [file, readFileSync(join(nodes, file), 'utf8').replace(/\/\*M?!.*?\*\//gs, '')] as const);

test.each([
	['MD5, which MySQL 9.6 took away', /\bMD5\(/],
	['SHA1, which MySQL 9.6 took away', /\bSHA1?\(/],
	['PASSWORD, which MySQL 8.0 took away', /\bPASSWORD\(/],
	['roles, which MySQL 5.7 does not know', /\bCURRENT_ROLE\b/],
	['capital letters in performance_schema, which count on Linux', /performance_schema\.[a-z_]*[A-Z]/],
])('our SQL asks no server for %s', (_, pattern) => {
	expect(sources.filter(([, text]) => pattern.test(text)).map(([file]) => file)).toEqual([]);
});
