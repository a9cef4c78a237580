import {
	phpArray,
	serialize,
	unserialize,
} from '../../../../nodes/OrderExchange/shops/woocommerce/phpSerialize.js';

describe('PHP’s serialized texts', () => {
	it('count the bytes of a text, not its letters', () => {
		expect(serialize('Banküberweisung')).toBe('s:16:"Banküberweisung";');
		expect(unserialize('s:16:"Banküberweisung";')).toBe('Banküberweisung');
	});

	it('are written as they were read', () => {
		const text = 'a:3:{i:1;s:3:"3.8";s:1:"a";a:1:{i:0;b:1;}s:1:"n";N;}';
		expect(serialize(unserialize(text) ?? null)).toBe(text);
		expect(serialize(phpArray([]))).toBe('a:0:{}');
	});

	it.each(['', 's:9:"short";', 'a:2:{i:0;i:1;}', 'O:8:"stdClass":0:{}', 'i:1;i:2;'])(
		'damaged ones say nothing: %s',
		(text) => {
			expect(unserialize(text)).toBeUndefined();
		},
	);
});
