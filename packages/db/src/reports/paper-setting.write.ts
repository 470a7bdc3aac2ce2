import type { LayoutOptions } from '@nq15/domain/reports'
import type { LegalDay } from '@nq15/domain/shared'
import type { Tx } from '../client.ts'
import { newId } from '../ids.ts'
import { dateOf } from '../legal-day-column.ts'
import type { Scope } from '../scope.ts'

/** Keeps an organization's choices; false when somebody changed them since `version` (0: nobody had). */
export async function putPaperSettings(
  tx: Tx,
  { actor }: Scope,
  { organizationId, options, version }: { organizationId: string; options: LayoutOptions; version: number },
): Promise<boolean> {
  const by = { updatedBy: actor.userId, updatedByName: actor.name, updatedAt: new Date() }
  const json = JSON.parse(JSON.stringify(options)) as Record<string, string>
  if (version === 0) {
    const { count } = await tx.paperSetting.createMany({
      data: [{ id: newId(), organizationId, options: json, ...by }],
      skipDuplicates: true,
    })
    return count === 1
  }
  const { count } = await tx.paperSetting.updateMany({
    where: { organizationId, version },
    data: { options: json, version: { increment: 1 }, ...by },
  })
  return count === 1
}

/** Adds a congress term and closes the open one before it on the day the new one begins. */
export async function insertPaperTerm(
  tx: Tx,
  { actor }: Scope,
  term: { organizationId: string; name: string; startsOn: LegalDay; endsOn: LegalDay },
): Promise<string> {
  const { organizationId, name } = term
  await tx.paperTerm.updateMany({
    where: { organizationId, startsOn: { lt: dateOf(term.startsOn) }, endsOn: dateOf('9999-12-31') },
    data: { endsOn: dateOf(term.startsOn), version: { increment: 1 }, updatedAt: new Date() },
  })
  const id = newId()
  await tx.paperTerm.createMany({
    data: [
      {
        ...{ id, organizationId, name },
        startsOn: dateOf(term.startsOn),
        endsOn: dateOf(term.endsOn),
        enteredBy: actor.userId,
        enteredByName: actor.name,
      },
    ],
  })
  return id
}

/** Adds the next revision of an organization's template for a form, as a draft; answers its id. */
export async function insertPaperTemplate(
  tx: Tx,
  { actor }: Scope,
  { organizationId, form, fileName }: { organizationId: string; form: string; fileName: string },
): Promise<string> {
  const { _max } = await tx.paperTemplate.aggregate({ where: { organizationId, form }, _max: { revision: true } })
  const id = newId()
  await tx.paperTemplate.createMany({
    data: [
      {
        id,
        organizationId,
        form,
        fileName,
        revision: (_max.revision ?? 0) + 1,
        updatedBy: actor.userId,
        updatedByName: actor.name,
      },
    ],
  })
  return id
}

/** Brings a template into a state; taken into use, the one before it retires. False when it changed meanwhile. */
export async function moveTemplate(
  tx: Tx,
  { actor }: Scope,
  { id, version, state, now }: { id: string; version: number; state: 'tried' | 'in-use' | 'retired'; now: Date },
): Promise<boolean> {
  const by = { updatedBy: actor.userId, updatedByName: actor.name, updatedAt: now, version: { increment: 1 } }
  if (state === 'in-use') {
    const own = await tx.paperTemplate.findUnique({ where: { id }, select: { organizationId: true, form: true } })
    if (!own) return false
    await tx.paperTemplate.updateMany({
      where: { ...own, state: 'in-use', id: { not: id } },
      data: { state: 'retired', ...by },
    })
  }
  const { count } = await tx.paperTemplate.updateMany({
    where: { id, version },
    data: { state, ...(state === 'tried' ? { triedAt: now } : {}), ...by },
  })
  return count === 1
}
