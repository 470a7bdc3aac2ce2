import { listBranch, listGranted } from '@nq15/db/organizations/branch.read'
import type { Scope } from '@nq15/db/scope'
import type { Permission } from '@nq15/domain/access'
import { todayInHanoi } from '@nq15/domain/calendar'
import { abandonImport } from '@nq15/use-cases/members/abandon-import'
import { keepUpload, openImport } from '@nq15/use-cases/members/open-import'
import {
  type ActionFunctionArgs,
  data,
  unstable_parseMultipartFormData as parseMultipart,
  redirect,
} from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { findScope, requireAnyPermission } from '../server/session.server.ts'

const megabyte = 1024 * 1024
/** As large as the reader of tables takes; a workbook is held while it is opened, a text table is not. */
export const uploadLimits = { xlsx: 64 * megabyte, csv: 256 * megabyte } as const
const kinds = z.enum(['members', 'organizations', 'accounts', 'ratings'])
type ImportKind = z.infer<typeof kinds>

const permissionOfKind = {
  members: 'member:write',
  organizations: 'organization:write',
  accounts: 'account:admin',
  ratings: 'member:write',
} as const satisfies Record<ImportKind, Permission>

/** The permission that an import of a kind needs. */
export const permissionOf = (kind: ImportKind) => permissionOfKind[kind]

/** What opens the pages of imports. */
export const importPermissions = ['member:write', 'organization:write', 'account:admin'] as const satisfies Permission[]

/** What went wrong with an upload, as the form says it. */
type UploadFault = 'no-file' | 'empty' | 'wrong-type' | 'too-large' | 'not-found' | 'broken-off'

class Refused extends Error {
  readonly fault: UploadFault
  constructor(fault: UploadFault) {
    super(fault)
    this.fault = fault
  }
}

/**
 * Takes an upload straight into its import while it arrives: the fields before the file say what it is, and never more
 * than a piece is held. A file that is refused or breaks off leaves nothing behind.
 */
export async function uploadAction(args: ActionFunctionArgs) {
  const { person } = await requireAnyPermission(args, importPermissions)
  const { db } = appResources()
  const fields = new Map<string, string>()
  let begun: { scope: Scope; runId: string } | null = null
  const answer = (fault: UploadFault) =>
    data({ fault, kind: fields.get('kind') ?? null }, { status: fault === 'too-large' ? 413 : 422 })
  try {
    await parseMultipart(args.request, async ({ name, filename, data: source }) => {
      if (name !== 'file' || filename === undefined) {
        fields.set(name ?? '', await shortText(source))
        return null
      }
      if (begun) throw new Refused('wrong-type')
      if (filename === '') throw new Refused('no-file')
      const format = /\.csv$/iu.test(filename) ? 'csv' : /\.xlsx$/iu.test(filename) ? 'xlsx' : null
      if (format === null) throw new Refused('wrong-type')
      const kind = kinds.safeParse(fields.get('kind'))
      const organizationId = z.uuid().safeParse(fields.get('organizationId'))
      const scope = kind.success ? findScope(person, permissionOf(kind.data)) : null
      if (!kind.success || !organizationId.success || !scope) throw new Refused('not-found')
      const fileName = filename.normalize('NFC').split(/[\\/]/u).at(-1) ?? filename
      const opened = await openImport(db, scope, {
        kind: kind.data,
        organizationId: organizationId.data,
        fileName,
        asOf: todayInHanoi(new Date()),
      })
      if (!opened.ok) throw new Refused('not-found')
      begun = { scope, runId: opened.value.runId }
      const kept = await keepUpload(db, scope, {
        runId: opened.value.runId,
        source: upTo(source, uploadLimits[format]),
      })
      if (!kept.ok) throw new Refused('not-found')
      if (kept.value.bytes === 0) throw new Refused('empty')
      return null
    })
  } catch (error) {
    const left = asBegun(begun)
    if (left) await abandonImport(db, left.scope, left.runId)
    if (error instanceof Refused) return answer(error.fault)
    args.context.log.warn({ err: error }, 'an upload broke off')
    return answer('broken-off')
  }
  const done = asBegun(begun)
  if (!done) return answer('no-file')
  throw redirect(`/imports/${done.runId}`)
}

// The handler assigns it from inside a callback, which the compiler does not follow.
const asBegun = (begun: { scope: Scope; runId: string } | null): { scope: Scope; runId: string } | null => begun

async function* upTo(source: AsyncIterable<Uint8Array>, limit: number): AsyncGenerator<Uint8Array> {
  let size = 0
  for await (const piece of source) {
    size += piece.length
    if (size > limit) throw new Refused('too-large')
    yield piece
  }
}

async function shortText(source: AsyncIterable<Uint8Array>): Promise<string> {
  const pieces: Uint8Array[] = []
  for await (const piece of upTo(source, 4096)) pieces.push(piece)
  return Buffer.concat(pieces).toString('utf8')
}

/** The kinds a person may import and the organizations that bound them. */
export async function importChoices(args: ActionFunctionArgs) {
  const { person, scope } = await requireAnyPermission(args, importPermissions)
  return appResources().db.asReader(scope, async (tx) => {
    const choices: { kind: ImportKind; organizations: { organizationId: string; name: string }[] }[] = []
    for (const kind of kinds.options) {
      const proof = findScope(person, permissionOf(kind))
      if (!proof) continue
      // Who keeps accounts keeps them for the whole house.
      const granted =
        proof.organizationIds === 'everything'
          ? await listBranch(tx, proof, { parentId: null, day: todayInHanoi(new Date()) })
          : await listGranted(tx, proof)
      const organizations = granted.map(({ organizationId, name }) => ({ organizationId, name }))
      if (organizations.length > 0) choices.push({ kind, organizations })
    }
    return choices
  })
}
