import { ok, type Result, refuse } from '@nq15/domain/shared'
import Docxtemplater from 'docxtemplater'
import InspectModule from 'docxtemplater/js/inspect-module.js'
import PizZip from 'pizzip'
import type { Paper } from './paper-model.ts'
import { type TemplateFields, templateFields } from './template-fields.ts'

/** Why a committee's own template cannot be used; `names` are the fields or the places concerned. */
export type TemplateRefusal = {
  readonly code: 'NOT_READABLE' | 'UNKNOWN_FIELDS' | 'FIELDS_BROKEN' | 'NO_FIELDS' | 'NAMES_VOTER'
  readonly names: readonly string[]
}

/**
 * Fills a committee's own Word file with a paper's fields: `{trich_yeu}`, `{#noi_dung}{dong}{/noi_dung}`. A field is a name out of
 * a closed list and nothing else: no expression, no code, no file from outside is ever read.
 */
export function fillTemplate(template: Uint8Array, paper: Paper): Result<Buffer, TemplateRefusal> {
  const fields = templateFields(paper)
  try {
    const inspector = new InspectModule()
    const document = new Docxtemplater(new PizZip(template), {
      paragraphLoop: true,
      linebreaks: true,
      errorLogging: false,
      modules: [inspector],
      nullGetter: () => '',
    })
    const used = namesIn(inspector.getStructuredTags())
    const unknown = used.filter((name) => !isKnown(name, fields))
    if (unknown.length > 0) return refuse({ code: 'UNKNOWN_FIELDS', names: [...new Set(unknown)] })
    if (used.length === 0) return refuse({ code: 'NO_FIELDS', names: [] })
    if (paper.sheet === 'ballot' && namesVoter.test(document.getFullText()))
      return refuse({ code: 'NAMES_VOTER', names: [] })
    document.render(fields)
    return ok(document.toBuffer())
  } catch (error) {
    const places = faultsOf(error)
    return places === null
      ? refuse({ code: 'NOT_READABLE', names: [] })
      : refuse({ code: 'FIELDS_BROKEN', names: places })
  }
}

/** A place for the voter's name on a ballot (party-documents.md §7, BLOCK); the usual note says that there is none. */
const namesVoter = /họ (?:và )?tên người bỏ phiếu|người bỏ phiếu\s*:/iu

type Tag = { readonly value?: unknown; readonly subparsed?: unknown }

/** Every name between braces, however deep. */
function namesIn(tags: unknown): string[] {
  if (!Array.isArray(tags)) return []
  return (tags as readonly Tag[]).flatMap(({ value, subparsed }) => [
    ...(typeof value === 'string' ? [value] : []),
    ...namesIn(subparsed),
  ])
}

const isKnown = (name: string, fields: TemplateFields) => Object.hasOwn(fields, name) || inner.has(name)

/** The names inside a list. */
const inner = new Set(['dong', 'ten', 'cong', 'hang', ...Array.from({ length: 12 }, (_, at) => `c${at + 1}`)])

type LibraryFault = {
  readonly properties?: {
    readonly errors?: readonly { readonly properties?: { readonly xtag?: unknown } }[]
    readonly xtag?: unknown
  }
}

/** What the library found wrong with the fields; null when the file itself could not be read. */
function faultsOf(error: unknown): string[] | null {
  const { properties } = (error ?? {}) as LibraryFault
  if (!properties) return null
  const faults = properties.errors ?? [{ properties }]
  return [...new Set(faults.map((fault) => String(fault.properties?.xtag ?? '')))]
    .filter((name) => name !== '')
    .slice(0, 20)
}
