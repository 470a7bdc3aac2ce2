import { newId } from '@nq15/db/ids'
import { findPetition } from '@nq15/db/petitions/petition.read'
import { findProtection } from '@nq15/db/petitions/protection.read'
import { insertProtection, insertProtectionStep, stepProtectionRow } from '@nq15/db/petitions/protection.write'
import { findVault } from '@nq15/db/petitions/vault.read'
import { todayInHanoi } from '@nq15/domain/calendar'
import { judgeProtectionRequest, type ProtectionStep, stepProtection, type VaultCommand } from '@nq15/domain/petitions'
import { ok, refuse } from '@nq15/domain/shared'
import { actInVault, type Vault, type VaultAnswer, type VaultCaller } from './vault-calling.ts'

/** Writes down that protection was asked for; by the head of the unit that has the paper, and seen by nobody else. */
export async function requestProtection(
  vault: Vault,
  { decide }: VaultCaller,
  { requestId, petitionId, subject, measure, onDay }: Extract<VaultCommand, { act: 'protect' }>,
): Promise<VaultAnswer> {
  if (!decide) return refuse({ code: 'NO_RIGHT' })
  const paper = await vault.db.asReader(decide, (tx) => findPetition(tx, decide, petitionId))
  if (!paper || (paper.kind !== 'denunciation' && paper.kind !== 'mixed')) return refuse({ code: 'NOT_FOUND' })
  const findings = judgeProtectionRequest({ measure, onDay }, todayInHanoi(new Date()))
  if (findings.length > 0) return refuse({ code: 'REFUSED', findings })
  const { organizationId } = paper
  return actInVault(vault, decide, { requestId, act: 'protect', organizationId, petitionId }, async (tx) => {
    if (!(await findVault(tx, decide, { organizationId, lock: true }))) return refuse({ code: 'NO_VAULT' })
    const of = { protectionId: newId(), organizationId, petitionId, subject, measure, onDay }
    await insertProtection(tx, decide, of)
    return ok({})
  })
}

/** Takes a protection a step on; by the head of the unit, who must still see the paper. */
export async function takeProtectionStep(
  vault: Vault,
  { decide }: VaultCaller,
  command: Extract<VaultCommand, { act: 'protection-step' }>,
): Promise<VaultAnswer> {
  if (!decide) return refuse({ code: 'NO_RIGHT' })
  const { requestId, protectionId, version, step } = command
  const row = await vault.store.run((tx) => findProtection(tx, decide, protectionId))
  const paper = row && (await vault.db.asReader(decide, (tx) => findPetition(tx, decide, row.petitionId)))
  if (!row || !paper) return refuse({ code: 'NOT_FOUND' })
  const taken: ProtectionStep = step
  const stepped = stepProtection(row, taken, todayInHanoi(new Date()))
  if (!stepped.ok) return refuse({ code: 'REFUSED', findings: stepped.refusal })
  const { organizationId, petitionId } = row
  const of = { requestId, act: `protection-${step.event}`, organizationId, petitionId }
  return actInVault(vault, decide, of, async (tx) => {
    const isDone = await stepProtectionRow(tx, decide, {
      protectionId,
      version,
      state: stepped.value,
      onDay: step.onDay,
    })
    if (!isDone) return refuse({ code: 'CHANGED_MEANWHILE' })
    await insertProtectionStep(tx, decide, { protectionId, ...taken })
    return ok({})
  })
}
