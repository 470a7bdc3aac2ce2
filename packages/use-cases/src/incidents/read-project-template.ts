import type { Database } from '@nq15/db/client'
import { listProjects } from '@nq15/db/incidents/project.read'
import { listScreenedPlaces } from '@nq15/db/monitoring/screened.read'
import type { Scope } from '@nq15/db/scope'
import { projectTemplate } from '@nq15/documents/incidents'
import { todayInHanoi } from '@nq15/domain/calendar'
import { monitoringMessages, sheetOf } from '@nq15/domain/monitoring'

/** A table to fill in as xlsx: every project that is under way in a commune at or below what the reader enters figures for. */
export async function readProjectTemplate(
  db: Database,
  scope: Scope,
  { start, now }: { readonly start: string; readonly now: Date },
): Promise<Buffer> {
  const day = todayInHanoi(now)
  const rows = await db.asReader(scope, async (tx) => {
    const roots = scope.organizationIds === 'everything' ? [] : scope.organizationIds
    const within = new Set<string>()
    for (const rootId of roots)
      for (const { organizationId } of await listScreenedPlaces(tx, scope, { rootId, day })) within.add(organizationId)
    return (await listProjects(tx, scope))
      .filter(({ stage }) => stage !== 'done' && stage !== 'suspended')
      .flatMap(({ code, name, areas }) =>
        areas
          .filter(({ organizationId }) => within.has(organizationId))
          .map((area) => ({ projectCode: code, projectName: name, areaCode: area.code, areaName: area.name })),
      )
  })
  const words: Readonly<Record<string, string>> = monitoringMessages('vi').inputs
  return projectTemplate({
    month: `${start.slice(5, 7)}/${start.slice(0, 4)}`,
    rows,
    figures: sheetOf('project-month').figures.map(({ name }) => words[name] ?? name),
    generatedAt: now.toISOString(),
  })
}
