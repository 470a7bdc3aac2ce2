import type { Database } from '@nq15/db/client'
import {
  findLayouts,
  findTopOrganization,
  listEditions,
  type ReportEdition,
} from '@nq15/db/petitions/report-definition.read'
import type { Scope } from '@nq15/db/scope'
import {
  checkDefinition,
  compareLayouts,
  type DefinitionFinding,
  editableReportForms,
  firstLayouts,
  type LayoutChange,
  layoutOf,
  type ReportFormCode,
  type ReportLayout,
} from '@nq15/domain/petitions'

/** A form with its editions: what stands, what is drafted with everything wrong with it and everything it changes. */
export type FormDefinition = {
  readonly standing: ReportLayout
  /** Published editions after the code's own, the newest first, with what each changed. */
  readonly published: readonly (ReportEdition & { readonly changes: readonly LayoutChange[] })[]
  readonly draft:
    | (ReportEdition & {
        readonly layout: ReportLayout
        readonly findings: readonly DefinitionFinding[]
        readonly changes: readonly LayoutChange[]
      })
    | null
  readonly isEditable: boolean
  /** The reader's grant is at the top of the tree, where forms are kept. */
  readonly isKeeper: boolean
}

/** Reads a form and its editions; the forms are a directory, so whoever has entered reads them. A draft is for those who keep the forms. */
export async function readReportDefinition(db: Database, scope: Scope, code: ReportFormCode): Promise<FormDefinition> {
  return db.asReader(scope, async (tx) => {
    const standing = (await findLayouts(tx, scope))[code]
    const editions = await listEditions(tx, scope, code)
    const isKeeper = (await findTopOrganization(tx, scope)) !== null
    const published = editions.filter(({ state }) => state === 'published')
    const layoutOfNumber = (number: number): ReportLayout => {
      const edition = published.find((one) => one.number === number)
      return edition ? layoutOf(code, edition.content, number) : firstLayouts[code]
    }
    const draft = isKeeper ? editions.find(({ state }) => state === 'draft') : undefined
    const layout = draft && layoutOf(code, draft.content, draft.number)
    return {
      ...{ standing, isKeeper, isEditable: editableReportForms.includes(code) },
      published: published.map((edition) => ({
        ...edition,
        changes: compareLayouts(layoutOfNumber(edition.replacesNumber), layoutOfNumber(edition.number)),
      })),
      draft:
        draft && layout
          ? {
              ...{ ...draft, layout },
              findings: checkDefinition(draft.content, standing),
              changes: compareLayouts(standing, layout),
            }
          : null,
    }
  })
}
