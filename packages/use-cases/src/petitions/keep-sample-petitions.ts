import type { Database } from '@nq15/db/client'
import { newId } from '@nq15/db/ids'
import { findPetition } from '@nq15/db/petitions/petition.read'
import { findCase } from '@nq15/db/petitions/petition-case.read'
import type { Actor, Scope } from '@nq15/db/scope'
import { serviceActor } from '@nq15/db/services'
import type { Permission } from '@nq15/domain/access'
import { addDays, isWorkingDay, todayInHanoi } from '@nq15/domain/calendar'
import type { CaseAct, PetitionAct, PetitionIntake, VisitInput } from '@nq15/domain/petitions'
import type { LegalDay } from '@nq15/domain/shared'
import type { SampleActor } from '../monitoring/sample-acting.ts'
import { openSession, publishSchedule, recordVisit } from './keep-reception.ts'
import { registerPetition } from './register-petition.ts'
import { takeCaseStep } from './take-case-step.ts'
import { takePetitionStep } from './take-petition-step.ts'

type Unit = {
  readonly organizationId: string
  readonly desk: SampleActor
  readonly head: SampleActor
  readonly isWhole: boolean
}
type Sample = {
  readonly now: Date
  readonly prove: (actor: Actor, permission: Permission) => Scope | null
  readonly units: readonly Unit[]
  /** A cell of the first unit that a denunciation is about. */
  readonly cellId: string
}

const paper: PetitionIntake = {
  ...{
    kind: 'complaint',
    source: 'in-person',
    receivedOn: '',
    writtenOn: null,
    identity: 'named',
    idHint: '',
    sealedNumber: '',
  },
  ...{
    petitionerName: 'Trịnh Văn Hòe (dữ liệu mẫu)',
    petitionerAddress: 'Tổ dân phố số 9',
    petitionerCount: 1,
    representatives: 0,
  },
  ...{
    respondent: 'Chủ tịch UBND phường',
    respondentOrganizationId: null,
    subject: 'Quyết định 118/QĐ-UBND (mẫu)',
    place: 'Tổ dân phố số 9',
  },
  ...{
    content: 'Không đồng ý đơn giá và diện tích bồi thường tại Quyết định 118/QĐ-UBND.',
    demand: 'Đo lại thửa đất, tính lại bồi thường.',
  },
  ...{ fieldL1: 'admin-land', fieldL2: 'land-recovery', originals: 0, copies: 3, forwarder: '', forwarderNumber: '' },
  ...{ isSigned: true, isVerifiable: false, severity: 'normal', partyTracks: [] },
}

/**
 * Papers and matters of the sample city by the same steps as people take: one overdue, one being verified, a denunciation of which
 * nobody's name is kept, feedback that waits, and a session with comings. All names are invented.
 */
export async function keepSamplePetitions(db: Database, { now, prove, units, cellId }: Sample): Promise<void> {
  const today = todayInHanoi(now)
  for (const unit of units) {
    const desk = new Desk(db, prove, unit)
    const late = backTo(today, 20)
    await desk.register({ ...paper, receivedOn: late, writtenOn: late }, late)
    const recent = backTo(today, 2)
    await desk.register(
      {
        ...paper,
        kind: 'feedback',
        source: 'box',
        receivedOn: recent,
        writtenOn: recent,
        subject: '',
        respondent: '',
        fieldL1: 'admin-other',
        fieldL2: 'environment',
        content: 'Đề nghị thu gom rác ở ngõ 12 đúng giờ.',
        demand: 'Thu gom trước 18 giờ.',
        place: 'Ngõ 12',
      },
      recent,
    )
    if (!unit.isWhole) continue
    await desk.whole(today, cellId)
  }
}

/** A working day so many days back, or the one before it. */
function backTo(today: LegalDay, days: number): LegalDay {
  let day = addDays(today, -days)
  for (let tried = 0; tried < 10; tried += 1) {
    const working = isWorkingDay(day)
    if (!working.ok || working.value) return day
    day = addDays(day, -1)
  }
  return day
}
const at = (day: LegalDay) => new Date(`${day}T02:00:00Z`)

/** The desk and the head of one unit, as they act in the sample. */
class Desk {
  readonly #db: Database
  readonly #unit: Unit
  readonly #work: Scope
  readonly #head: Scope
  readonly #decide: Scope
  constructor(db: Database, prove: Sample['prove'], unit: Unit) {
    this.#db = db
    this.#unit = unit
    // Nobody is signed in yet: the command writes in the name of each.
    const proof = ({ userId, name }: SampleActor, permission: Permission) => {
      const scope = prove(
        { ...serviceActor('operator', { requestId: 'sample', onBehalfOf: userId }), name },
        permission,
      )
      if (!scope) throw new Error(`the sample lacks ${permission}`)
      return scope
    }
    this.#work = proof(unit.desk, 'petition:work')
    this.#head = proof(unit.head, 'petition:work')
    this.#decide = proof(unit.head, 'petition:decide')
  }

  async register(intake: PetitionIntake, on: LegalDay): Promise<string> {
    const kept = await registerPetition(this.#db, this.#work, {
      ...{ requestId: newId(), organizationId: this.#unit.organizationId, intake, visitId: null, now: at(on) },
    })
    if (!kept.ok) throw new Error(`the sample's paper was refused: ${JSON.stringify(kept.refusal)}`)
    return kept.value.petitionId
  }

  async #step(petitionId: string, act: PetitionAct, on: LegalDay): Promise<string | null> {
    const scope = this.#work
    const version = await this.#db.asReader(
      scope,
      async (tx) => (await findPetition(tx, scope, petitionId))?.version ?? 0,
    )
    const taken = await takePetitionStep(
      this.#db,
      { work: scope, decide: this.#decide },
      { requestId: newId(), petitionId, version, act, now: at(on) },
    )
    if (!taken.ok) throw new Error(`the sample's step ${act.event} was refused: ${JSON.stringify(taken.refusal)}`)
    return taken.value.caseId
  }

  async #move(caseId: string, act: CaseAct): Promise<void> {
    const scope = this.#head
    const version = await this.#db.asReader(scope, async (tx) => (await findCase(tx, scope, caseId))?.version ?? 0)
    const taken = await takeCaseStep(
      this.#db,
      { work: scope, decide: this.#decide },
      { requestId: newId(), caseId, version, act, now: at(act.onDay) },
    )
    if (!taken.ok) throw new Error(`the sample's step ${act.event} was refused: ${JSON.stringify(taken.refusal)}`)
  }

  async #accept(petitionId: string, on: LegalDay): Promise<string> {
    await this.#step(
      petitionId,
      { event: 'sort', eligibility: 'eligible', reasons: [], competence: 'own', handling: 'propose-accept' },
      on,
    )
    await this.#step(petitionId, { event: 'propose', reason: 'Đủ điều kiện, thuộc thẩm quyền.' }, on)
    return (
      (await this.#step(petitionId, { event: 'accept', number: '31/TB-TCD', onDay: on, instance: 'first' }, on)) ?? ''
    )
  }

  async whole(today: LegalDay, cellId: string): Promise<void> {
    const [first, second] = [backTo(today, 16), backTo(today, 12)]
    const complaint = await this.register(
      {
        ...paper,
        receivedOn: first,
        writtenOn: first,
        petitionerName: 'Vũ Thị Nhàn (dữ liệu mẫu)',
        subject: 'Quyết định 92/QĐ-UBND (mẫu)',
        content: 'Không đồng ý việc từ chối cấp giấy chứng nhận thửa đất số 77.',
        demand: 'Cấp giấy chứng nhận.',
        fieldL2: 'land-certificate',
        place: 'Tổ dân phố số 3',
      },
      first,
    )
    await this.#move(await this.#accept(complaint, second), {
      event: 'start-verifying',
      number: '12/QĐ',
      onDay: backTo(today, 9),
      team: 'Đỗ Minh Quân',
      members: 1,
    })
    const denunciation: PetitionIntake = {
      ...paper,
      ...{
        kind: 'denunciation',
        source: 'post',
        receivedOn: first,
        writtenOn: first,
        petitionerName: '',
        petitionerAddress: '',
        sealedNumber: 'NP-07',
        subject: '',
        demand: '',
      },
      ...{
        respondent: 'Người phụ trách hồ sơ hỗ trợ (mẫu)',
        respondentOrganizationId: cellId,
        content: 'Nhận tiền khi xác nhận hồ sơ hỗ trợ.',
        fieldL1: 'admin-civil-service',
        fieldL2: 'cadres',
        partyTracks: ['party-concerned'],
      },
    }
    const caseId = await this.#accept(await this.register(denunciation, first), second)
    await this.#move(caseId, { event: 'notify', number: '33/TB-TCD', onDay: backTo(today, 8) })
    const { organizationId } = this.#unit
    const month = today.slice(0, 7)
    const days = ['05', '20'].map((day) => `${month}-${day}`)
    await publishSchedule(this.#db, this.#work, {
      requestId: newId(),
      organizationId,
      now: at(today),
      schedule: { head: 'commune-chair', month, days, place: 'Trụ sở tiếp công dân (mẫu)' },
    })
    const heldOn = backTo(today, 7)
    const opened = await openSession(this.#db, this.#work, {
      ...{ requestId: newId(), organizationId, now: at(today) },
      session: {
        kind: 'periodic',
        head: 'commune-chair',
        heldOn,
        host: 'Chủ tịch UBND phường (mẫu)',
        isDelegated: false,
        delegationReason: '',
        place: 'Trụ sở tiếp công dân (mẫu)',
      },
    })
    if (!opened.ok) throw new Error('the sample has no session')
    const visit: VisitInput = {
      ...{
        kind: 'feedback',
        visitorName: 'Lưu Thị Hạ (dữ liệu mẫu)',
        visitorAddress: 'Ngõ 12',
        idHint: '205',
        people: 1,
        representatives: 0,
        sameContent: 0,
        isRepeat: false,
      },
      ...{
        content: 'Hỏi về thời gian sửa ngõ 12.',
        demand: '',
        settledBy: '',
        result: 'answered-on-spot',
        refusalGround: null,
        receiver: '',
        letterNumber: '',
      },
    }
    const comings: readonly VisitInput[] = [
      visit,
      {
        ...visit,
        kind: 'complaint',
        visitorName: 'Nhóm hộ tổ 9, đại diện Ngô Văn Tịnh (dữ liệu mẫu)',
        people: 12,
        representatives: 3,
        isRepeat: true,
        content: 'Đề nghị đối thoại về bồi thường.',
        result: 'term-promised',
      },
    ]
    for (const one of comings) {
      const kept = await recordVisit(this.#db, this.#work, {
        requestId: newId(),
        sessionId: opened.value.sessionId,
        visit: one,
        now: at(today),
      })
      if (!kept.ok) throw new Error(`the sample's coming was refused: ${JSON.stringify(kept.refusal)}`)
    }
  }
}
