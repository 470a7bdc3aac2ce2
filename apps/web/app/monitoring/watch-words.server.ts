import { watchMessagesEn, watchMessagesVi } from '@nq15/domain/monitoring'
import type { OrgType } from '@nq15/domain/organizations'
import { orgTypeLabelsEn, orgTypeLabelsVi } from '@nq15/domain/organizations'
import type { MonitorRefusal } from '../server/monitor.server.ts'
import { fillSentence, localeOf } from '../server/sentence.server.ts'

/** The words of the watch list in the reader's language: kinds of organizations, and why a step is refused. */
export function watchWords(request: Request) {
  const locale = localeOf(request)
  const { guards } = locale === 'en' ? watchMessagesEn : watchMessagesVi
  const kinds = locale === 'en' ? orgTypeLabelsEn : orgTypeLabelsVi
  const said: ReadonlyMap<string, string> = new Map(Object.entries(guards))
  return {
    locale,
    kind: (type: OrgType) => kinds[type],
    /** Every finding of a refusal as a sentence, with its code. */
    findings: ({ findings = [] }: MonitorRefusal) =>
      findings.map(({ code, condition = '' }) => ({
        code: condition === '' ? code : `${code} ${condition}`,
        said: fillSentence(said.get(code) ?? code, { condition }),
      })),
  }
}
