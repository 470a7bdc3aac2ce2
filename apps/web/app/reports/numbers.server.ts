import type { Permission } from '@nq15/domain/access'
import {
  conventionNumbers,
  legalNumbers,
  type NumberOfRoom,
  type NumberRoom,
  numberRooms,
  unsourcedNumbers,
} from '@nq15/domain/reports'
import { countRestingRecords } from '@nq15/use-cases/reports/count-resting-records'
import type { LoaderFunctionArgs } from '@remix-run/node'
import { appResources } from '../server/database.server.ts'
import { localeOf } from '../server/sentence.server.ts'
import { findScope, requireAnyPermission } from '../server/session.server.ts'

/** Those who read the rules. */
const readers = ['campaign:setup', 'rating:board', 'rating:work', 'rating:decide', 'rating:overview'] as const

/** Every number the product acts on, with where it stands and how many records rest on it; by room and document where asked. */
export async function numbersLoader(args: LoaderFunctionArgs) {
  const { person, scope } = await requireAnyPermission(args, readers)
  const locale = localeOf(args.request)
  const asked = new URL(args.request.url).searchParams
  const room = numberRooms.find((one) => one === asked.get('room')) ?? null
  const documents = [...new Set(legalNumbers.map(({ document }) => document))].sort()
  const document = documents.find((one) => one === asked.get('document')) ?? null
  const counts = await countRestingRecords(appResources().db, {
    rules: scope,
    petitions: findScope(person, 'petition:read'),
    discipline: findScope(person, 'discipline:read'),
  })
  const mayRead = (permission: Permission) => findScope(person, permission) !== null
  const places: Readonly<Record<NumberRoom, string | null>> = {
    ratings: '/ratings/rules',
    members: null,
    petitions: mayRead('petition:read') ? '/petitions' : null,
    inspection: mayRead('inspection:read') ? '/inspections/rules' : null,
    monitoring: null,
    consolidation: null,
  }
  const inRoom = (one: NumberOfRoom) => room === null || one.room === room
  const shown = ({ key, value, unit, acts, confidence, from, until, restsOn, ...one }: NumberOfRoom) => ({
    ...{ key, value: String(value), unit, from, until, confidence, room: one.room, document: one.document },
    ...{ provision: one.provision, acts: acts.map((act) => act[locale]), rests: restsOn?.kind ?? null },
    ...{ count: counts.get(key) ?? null, place: places[one.room] },
  })
  return {
    ...{ room, document, documents, rooms: numberRooms },
    numbers: legalNumbers.filter((one) => inRoom(one) && (document === null || one.document === document)).map(shown),
    conventions: document === null ? conventionNumbers.filter(inRoom).map(shown) : [],
    unsourced: document === null ? unsourcedNumbers.filter(inRoom).map(shown) : [],
  }
}
