const project = (displayName, extra = {}) => ({
	displayName,
	testEnvironment: 'node',
	testMatch: [`<rootDir>/test/${displayName}/**/*.test.ts`],
	transform: { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.json', diagnostics: false }] },
	moduleNameMapper: { '^(\\.{1,2}/.*)\\.js$': '$1' },
	...extra,
});

/** One private MariaDB for all test files of the run; they find it with `sharedMariaDb()`. */
const withMariaDb = {
	globalSetup: '<rootDir>/test/support/jestSetup.mjs',
	globalTeardown: '<rootDir>/test/support/jestTeardown.mjs',
	setupFilesAfterEnv: ['<rootDir>/test/support/patience.ts'],
};

/** This package is built and packed once for all n8n of the run. */
const withPackedPackage = {
	globalSetup: '<rootDir>/test/support/packSetup.mjs',
	globalTeardown: '<rootDir>/test/support/packTeardown.mjs',
};

export default {
	projects: [
		project('unit'),
		project('engine'),
		project('shops', withMariaDb),
		project('faults', withMariaDb),
		project('e2e', withPackedPackage),
	],
};
