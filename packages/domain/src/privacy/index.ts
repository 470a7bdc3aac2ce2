export { type BreachRefusal, type BreachStep, stepBreach } from './breach-steps.ts'
export { breachDueAt, type ClockEnd, dueOfTerm, type PrivacyTerm } from './clock.ts'
export { basisSources, type LegalBasis, type RetentionCode, retentionCodes, type Sensitivity } from './field-entry.ts'
export { mayAnswer } from './may-answer.ts'
export { compareWithDatabase, type DictionaryRoom, type RegisterLine, registerLines } from './register.ts'
export {
  answerObjectionSchema,
  answerRequestSchema,
  assessBreachSchema,
  type BreachState,
  breachStates,
  type Contestable,
  closeBreachSchema,
  contestable,
  fileObjectionSchema,
  fileRequestSchema,
  giveNamesSchema,
  holdable,
  liftHoldSchema,
  notifyBreachSchema,
  objectionAspects,
  objectionStates,
  openNamesSchema,
  ownRequestSchema,
  peopleRanges,
  reportBreachSchema,
  requestChannels,
  requestKinds,
  requestStates,
  setHoldSchema,
} from './schema.ts'
export { codeOfMember, organizationsWithNames, type ReadingGrant } from './see-names.ts'
