import { z } from 'zod'
import { legalDayField } from '../shared/index.ts'
import { orgSectors, orgTypes, successionKinds } from './schema.ts'

const id = z.string().min(1)

/**
 * An organization after the act. A new one brings everything; one that stands already brings only what changes, `null`
 * meaning "as it is" (a sector cannot be taken away by an act, only replaced).
 */
export const proposedSuccessorSchema = z.strictObject({
  organizationId: id,
  isNew: z.boolean(),
  code: z.string().nullable(),
  name: z.string().nullable(),
  kind: z.enum(orgTypes).nullable(),
  sector: z.enum(orgSectors).nullable(),
  parentId: id.nullable(),
  areaCode: z.string().nullable(),
})
export type ProposedSuccessor = Readonly<z.infer<typeof proposedSuccessorSchema>>

/** The paper an act rests on; texts are empty and the day is null until somebody has typed them. */
export const proposedDecisionSchema = z.strictObject({
  number: z.string().max(80),
  decidedOn: legalDayField.nullable(),
  signerName: z.string().max(120),
  signerTitle: z.string().max(120),
})

/**
 * A prepared change of organizations: everything a person has chosen, and nothing that follows from it. `inherits` says
 * who reads the records of whom; `places` where the organizations directly below go; `homes` where members go, one by
 * one, and `cellHomes` all others of a cell; `choices` which rights and duties go on with a successor (absent: they end).
 */
export const successionProposalSchema = z.strictObject({
  kind: z.enum(successionKinds),
  effectiveOn: legalDayField,
  decision: proposedDecisionSchema,
  predecessorIds: z.array(id).max(300),
  successors: z.array(proposedSuccessorSchema).max(100),
  inherits: z.array(z.strictObject({ predecessorId: id, successorId: id, inherits: z.boolean() })),
  places: z.array(z.strictObject({ organizationId: id, successorId: id })),
  homes: z.array(z.strictObject({ memberId: id, organizationId: id })),
  cellHomes: z.array(z.strictObject({ cellId: id, organizationId: id })),
  choices: z.array(z.strictObject({ kind: z.string().min(1), recordId: id, successorId: id })),
})
export type SuccessionProposal = Readonly<z.infer<typeof successionProposalSchema>>
