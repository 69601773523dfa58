/**
 * Worlds for tests: certificates, signed tokens, submissions, documents and directories, all invented. Authors of
 * rules and plugins write cases with them; `scripts/make-fixtures` writes the example sites from the same.
 */
export * from './authority.ts'
export * from './cases.ts'
export * from './cda.ts'
export * from './directory.ts'
export * from './exchange.ts'
export * from './facts.ts'
export * from './identifiers.ts'
export * from './kos.ts'
export * from './message.ts'
export * from './pkcs12-writer.ts'
export * from './site-description.ts'
export * from './submission.ts'
export * from './token.ts'
export * from './world.ts'
export * from './worlds/selarl.ts'
