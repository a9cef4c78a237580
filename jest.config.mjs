const project = (displayName, extra = {}) => ({
	displayName,
	testEnvironment: 'node',
	testMatch: [`<rootDir>/test/${displayName}/**/*.test.ts`],
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.json', diagnostics: false }] },
	moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
	...extra,
});

export default {
	projects: [project('unit'), project('engine'), project('shops'), project('faults'), project('e2e')],
};
