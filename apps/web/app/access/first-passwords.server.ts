import { writePasswordWorkbook } from '@nq15/documents/access'
import { giveFirstPasswords } from '@nq15/use-cases/access/give-first-passwords'
import { type ActionFunctionArgs, data } from '@remix-run/node'
import { z } from 'zod'
import { appResources } from '../server/database.server.ts'
import { idFrom } from '../server/found.server.ts'
import { requirePermission } from '../server/session.server.ts'

const form = z.object({ requestId: z.guid(), as: z.enum(['print', 'workbook']) })

/** Gives the next first passwords of an import, once: as slips for the page, or as a workbook. */
export async function firstPasswordsAction(args: ActionFunctionArgs) {
  const { scope } = await requirePermission(args, 'account:admin')
  const runId = idFrom(args.params['runId'])
  const asked = form.safeParse(Object.fromEntries(await args.request.formData()))
  if (!asked.success) throw data(null, { status: 422 })
  const given = await giveFirstPasswords(appResources().db, scope, { runId, requestId: asked.data.requestId })
  if (!given.ok) throw data(null, { status: 404 })
  const slips = given.value.map(({ userId: _, ...slip }) => slip)
  if (asked.data.as === 'print') return data({ slips }, { headers: { 'Cache-Control': 'no-store' } })
  const book = await writePasswordWorkbook(slips, new Date().toISOString())
  throw new Response(new Uint8Array(book), {
    headers: {
      'Content-Type': 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet',
      'Content-Disposition': 'attachment; filename="mat-khau-lan-dau.xlsx"',
      'Cache-Control': 'private, no-store',
    },
  })
}
