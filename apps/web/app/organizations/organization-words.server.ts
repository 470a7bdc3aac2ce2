import {
  type OrgSector,
  type OrgType,
  orgSectorLabelsEn,
  orgSectorLabelsVi,
  orgTypeLabelsEn,
  orgTypeLabelsVi,
  type SuccessionKind,
  successionKindLabelsEn,
  successionKindLabelsVi,
} from '@nq15/domain/organizations'
import { localeOf } from '../server/sentence.server.ts'

/** The official words for kinds, sectors and structural acts in the reader's language; kept on the server, so no page carries the room. */
export function organizationWords(request: Request) {
  const english = localeOf(request) === 'en'
  return {
    kind: (kind: OrgType) => (english ? orgTypeLabelsEn : orgTypeLabelsVi)[kind],
    sector: (sector: OrgSector | null) => sector && (english ? orgSectorLabelsEn : orgSectorLabelsVi)[sector],
    act: (act: SuccessionKind) => (english ? successionKindLabelsEn : successionKindLabelsVi)[act],
  }
}
