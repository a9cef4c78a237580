import { assertProperty } from '../../input/inputProperty.js';
import { inputProperties, runsOf } from '../../input/properties/index.js';

/** The short version of `npm run test:input`; other inputs each time, and the seed is in what a failing test says. */
const seed = Date.now() % 1_000_000_000;

test.each(inputProperties.map((property) => [property.title, property] as const))(
	'%s',
	(_title, property) => assertProperty(property, runsOf(property, 3_000), seed),
	120_000,
);
