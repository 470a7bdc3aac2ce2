import { consolidationMessagesEn, consolidationMessagesVi } from '@nq15/domain/consolidation'
import { watchMessagesEn, watchMessagesVi } from '@nq15/domain/monitoring'
import type { MonitorRefusal } from '../server/monitor.server.ts'
import { fillSentence, localeOf } from '../server/sentence.server.ts'

/** Every finding of a refusal as a sentence with its code: of a plan, of a task, or of the list the plan belongs to. */
export function planFindings(request: Request, { findings = [] }: MonitorRefusal) {
  const isEnglish = localeOf(request) === 'en'
  const { plan, task, report } = isEnglish ? consolidationMessagesEn : consolidationMessagesVi
  const { guards } = isEnglish ? watchMessagesEn : watchMessagesVi
  const said: ReadonlyMap<string, string> = new Map(Object.entries({ ...guards, ...report, ...task, ...plan }))
  return findings.map(({ code, condition = '' }) => ({
    code: condition === '' ? code : `${code} ${condition}`,
    said: fillSentence(said.get(code) ?? code, { condition }),
  }))
}
