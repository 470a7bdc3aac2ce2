import { z } from 'zod'
import { protectedSubjects, protectionStepSchema } from './protection.ts'
import { largestOriginal } from './renditions.ts'
import { longestOpeningHours, openingFields, sealedIdentitySchema } from './vault-rules.ts'

const secret = z.string().min(1).max(200)
const why = z.string().trim().min(3).max(500)
const act = <Name extends string, Shape extends z.ZodRawShape>(name: Name, shape: Shape) =>
  z.object({ act: z.literal(name), requestId: z.uuid(), ...shape })

/** Everything the vault's process is asked to do, as it is sent to it. */
export const vaultCommandSchema = z.discriminatedUnion('act', [
  act('set-up', { passphrase: secret }),
  act('join', { passphrase: secret }),
  act('admit', { custodianId: z.uuid() }),
  act('retire', { custodianId: z.uuid() }),
  act('recover', { shares: z.array(z.string().trim().min(8).max(200)).length(2), passphrase: secret }),
  act('change-passphrase', { passphrase: secret, newPassphrase: secret }),
  act('unlock', { passphrase: secret }),
  act('lock', {}),
  // `becomes` while a paper is corrected into a kind that names nobody: sealed first, corrected then.
  act('seal', {
    petitionId: z.uuid(),
    identity: sealedIdentitySchema,
    becomes: z.enum(['denunciation', 'mixed']).optional(),
  }),
  // A scanned original with the name it was uploaded under, both sealed; its content is written in base64.
  act('seal-original', {
    petitionId: z.uuid(),
    paperId: z.uuid(),
    fileName: z.string().min(1).max(300),
    content: z
      .string()
      .min(4)
      .max(Math.ceil(largestOriginal / 3) * 4),
  }),
  act('compare', { petitionId: z.uuid() }),
  act('name-respondent', { petitionId: z.uuid(), card: z.string().trim().min(1).max(20) }),
  act('recuse', { petitionId: z.uuid(), reason: why }),
  act('ask', {
    petitionId: z.uuid(),
    reason: why,
    fields: z.array(z.enum(openingFields)).min(1),
    hours: z.coerce.number().int().min(1).max(longestOpeningHours),
  }),
  act('approve', { openingId: z.uuid(), version: z.coerce.number().int().min(1), reason: z.string().trim().max(500) }),
  act('refuse', { openingId: z.uuid(), version: z.coerce.number().int().min(1), reason: why }),
  act('close', { openingId: z.uuid(), version: z.coerce.number().int().min(1) }),
  act('read-original', { openingId: z.uuid(), originalId: z.uuid() }),
  act('read', { openingId: z.uuid() }),
  act('protect', {
    petitionId: z.uuid(),
    subject: z.enum(protectedSubjects),
    measure: z.string().trim().max(1_000),
    onDay: z.iso.date(),
  }),
  act('protection-step', {
    protectionId: z.uuid(),
    version: z.coerce.number().int().min(1),
    step: protectionStepSchema,
  }),
])
export type VaultCommand = z.infer<typeof vaultCommandSchema>
