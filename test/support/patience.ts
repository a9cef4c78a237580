/** A real database on a busy machine takes its time; a test that hangs ends all the same. */
jest.setTimeout(300_000);
