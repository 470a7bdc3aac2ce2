import {
  type DisciplineForm,
  type DisciplineState,
  disciplineForms,
  disciplineStates,
  type MemberKind,
  type MemberStatus,
  type MembershipKind,
  memberLabelsEn,
  memberLabelsVi,
} from '@nq15/domain/members'
import { localeOf } from '../server/sentence.server.ts'

/** The official words for what is kept of members, in the reader's language; kept on the server, so no page carries the room. */
export function memberWords(request: Request) {
  const labels = localeOf(request) === 'en' ? memberLabelsEn : memberLabelsVi
  const form = (code: string): DisciplineForm | undefined => disciplineForms.find((one) => one === code)
  const state = (code: string): DisciplineState | undefined => disciplineStates.find((one) => one === code)
  const named = <Code extends string>(words: Readonly<Record<Code, string>>, code: Code | undefined, raw: string) =>
    code === undefined ? raw : words[code]
  return {
    kind: (code: MemberKind) => labels.kinds[code],
    status: (code: MemberStatus) => labels.statuses[code],
    membership: (code: MembershipKind) => labels.memberships[code],
    disciplineForm: (code: string) => named(labels.disciplineForms, form(code), code),
    disciplineState: (code: string) => named(labels.disciplineStates, state(code), code),
    workGroup: (inside: boolean) => labels.workGroups[inside ? 'in-political-system' : 'outside-political-system'],
  }
}
