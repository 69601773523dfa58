/** Identifiers of persons, structures and patients, HL7 datatypes, times and names: read, checked and compared. Pure. */
export * from './dn.ts'
export * from './hl7v2.ts'
export * from './keys.ts'
export * from './names.ts'
export * from './oid.ts'
export * from './person.ts'
export * from './structure.ts'
export * from './time.ts'
