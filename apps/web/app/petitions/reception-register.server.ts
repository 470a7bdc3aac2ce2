import { PassThrough } from 'node:stream'
import { buffer } from 'node:stream/consumers'
import { noteRead } from '@nq15/db/petitions/petition.read'
import { listVisits, type VisitRow } from '@nq15/db/petitions/reception.read'
import { type ReceptionLine, writeReceptionRegister } from '@nq15/documents/petitions'
import { addMonths, todayInHanoi } from '@nq15/domain/calendar'
import { largeGroupFrom, namesNobody } from '@nq15/domain/petitions'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { asDownload } from '../server/download.server.ts'
import { formatDay, parseDay } from '../ui/format.ts'
import { petitionGate, unitName } from './gate.server.ts'
import messages from './messages.vi.json'

const kinds: Readonly<Record<string, string>> = messages.kind
const results: Readonly<Record<string, string>> = messages.options.result
const grounds: Readonly<Record<string, string>> = messages.options.refusal

/** A coming as the twelve columns of form 03/TCD say it; of a denouncer only that somebody came. */
export function lineOf(visit: VisitRow): ReceptionLine {
  const {
    number,
    visitedOn,
    kind,
    visitorName,
    visitorAddress,
    idHint,
    content,
    demand,
    sameContent,
    settledBy,
    result,
    refusalGround,
    receiver,
    letterNumber,
  } = visit
  const letter = [receiver, letterNumber].filter(Boolean).join(', ')
  const outcome =
    refusalGround === null
      ? (results[result] ?? result)
      : `${results[result] ?? result}: ${grounds[refusalGround] ?? refusalGround}`
  return {
    ...{ number, visitedOn, sameContent, settledBy },
    who: namesNobody(kind)
      ? 'Người tố cáo, người gửi đơn (giữ bí mật)'
      : [visitorName, visitorAddress].filter(Boolean).join(', '),
    idHint: idHint === '' ? '' : `…${idHint}`,
    content: demand === '' ? content : `${content} Yêu cầu: ${demand}`,
    kind: kinds[kind] ?? kind,
    inCompetence: result === 'guided' || result === 'forwarded' ? '' : 'x',
    guidedTo: result === 'guided' ? letter : '',
    forwardedTo: result === 'forwarded' ? letter : '',
    result: visit.repliedOn === null ? outcome : `${outcome}; đã trả lời ${formatDay(visit.repliedOn)}`,
  }
}

function periodOf(request: Request, today: string) {
  const { searchParams } = new URL(request.url)
  const from = parseDay(searchParams.get('from') ?? '') ?? `${addMonths(today, -1).slice(0, 7)}-01`
  const to = parseDay(searchParams.get('to') ?? '') ?? today
  return from <= to ? { from, to } : { from: to, to: from }
}

/** The register 03/TCD of a period, with its counts: comings, people and large groups, each counted by itself. */
export async function receptionRegisterLoader(args: LoaderFunctionArgs) {
  const gate = await petitionGate(args)
  const today = todayInHanoi(new Date())
  const period = periodOf(args.request, today)
  const visits = await gate.db.asReader(gate.scope, (tx) => listVisits(tx, gate.scope, period))
  return {
    ...period,
    unit: await unitName(gate),
    lines: visits.map((visit) => ({ ...lineOf(visit), visitId: visit.visitId })),
    counts: {
      visits: visits.length,
      people: visits.reduce((sum, { people }) => sum + people, 0),
      groups: visits.filter(({ people }) => people >= largeGroupFrom).length,
      repeats: visits.filter(({ isRepeat }) => isRepeat).length,
    },
  }
}

/** The same as an Excel workbook, with who made it and when. */
export async function receptionWorkbookLoader(args: LoaderFunctionArgs): Promise<Response> {
  const gate = await petitionGate(args)
  const now = new Date()
  const period = periodOf(args.request, todayInHanoi(now))
  const visits = await gate.db.asReader(gate.scope, async (tx) => {
    await noteRead(tx, gate.scope, { table: 'reception_visit', id: null })
    return listVisits(tx, gate.scope, period)
  })
  const { name } = gate.scope.actor
  const target = new PassThrough()
  const bytes = buffer(target)
  await writeReceptionRegister(visits.map(lineOf), {
    target,
    statement: {
      title: 'Sổ tiếp công dân (mẫu 03/TCD)',
      filter: `Từ ${formatDay(period.from)} đến ${formatDay(period.to)}`,
      ...{ scope: await unitName(gate), asOf: period.to, generatedAt: now.toISOString(), generatedBy: name },
      rules: 'Nghị định 154/2026/NĐ-CP, mẫu 03/TCD',
      watermark: `${name}, ${now.toISOString()}`,
    },
  })
  const contentType = 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'
  return asDownload({ fileName: `so-tiep-cong-dan-${period.from}-${period.to}.xlsx`, contentType, bytes: await bytes })
}
