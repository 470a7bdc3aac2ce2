import { Button, Checkbox, NativeSelect, Textarea, TextInput } from '@mantine/core'
import {
  fieldsL1,
  fieldsL2,
  identityKinds,
  namesNobody,
  type PetitionKind,
  partyTracks,
  petitionKinds,
  petitionSources,
  severities,
} from '@nq15/domain/petitions'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { type FormEvent, useRef, useState } from 'react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { CheckboxSet } from '../ui/checkbox-set.tsx'
import { DayInput } from '../ui/day-input.tsx'
import { FormAnswer } from '../ui/form-answer.tsx'
import { IconLock } from '../ui/icons.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { useOption } from './act-fields.tsx'
import { ClockPanel } from './clock-panel.tsx'
import type { intakeAction, intakeLoader, lookAction } from './intake.server.ts'

/** The desk: who, what, where, which originals; the term and what may be the same matter appear beside it while it is typed. */
export function IntakeScreen() {
  const page = useLoaderData<typeof intakeLoader>()
  const answer = useActionData<typeof intakeAction>()
  const t = useTranslations('petitions.intake')
  const k = useTranslations('petitions.kind')
  const option = useOption()
  const busy = useNavigation().state !== 'idle'
  const [look, setLook] = useState<Awaited<ReturnType<typeof lookAction>>>()
  const asking = useRef<AbortController>(undefined)
  const form = useRef<HTMLFormElement>(null)
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined)
  const typed: Readonly<Record<string, string>> = { ...page.from, ...answer?.typed }
  const [kind, setKind] = useState<PetitionKind>(petitionKinds.find((one) => one === typed['kind']) ?? 'complaint')
  const isWrong = (name: string) => (answer?.wrong.includes(name) ? t('wrong') : undefined)
  const isDenunciation = kind === 'denunciation'
  const isSealed = namesNobody(kind)
  const text = (name: 'petitionerName', more: object = {}) => (
    <TextInput
      name={name}
      label={t(`field.${name}`)}
      defaultValue={typed[name] ?? ''}
      error={isWrong(name)}
      {...more}
    />
  )
  const lookAgain = (event: FormEvent) => {
    const target = event.target as HTMLInputElement
    if (target.name === 'kind') setKind(petitionKinds.find((one) => one === target.value) ?? 'complaint')
    clearTimeout(timer.current)
    timer.current = setTimeout(() => {
      if (form.current) void lookAt(new FormData(form.current))
    }, 500)
  }
  // Asked beside the router: an answer that came while the paper was sent would have kept the page from going on.
  const lookAt = async (body: FormData) => {
    asking.current?.abort()
    asking.current = new AbortController()
    const { signal } = asking.current
    const answer = await fetch('/petitions/look', { method: 'POST', body, signal }).catch(() => null)
    if (answer?.ok && answer.headers.get('content-type')?.includes('json')) setLook(await answer.json())
  }
  const stopLooking = () => {
    clearTimeout(timer.current)
    asking.current?.abort()
  }
  return (
    <>
      <PageHead
        crumbs={[{ label: t('register'), to: '/petitions' }]}
        title={t('title')}
        state={t('state', { unit: page.unit })}
      />
      <div className={shared['two']}>
        <Form
          method="post"
          ref={form}
          onChange={lookAgain}
          onSubmit={stopLooking}
          className={shared['stack']}
          noValidate
        >
          <FormAnswer room="petitions" answer={answer} done={null} />
          <input type="hidden" name="requestId" value={page.requestId} />
          <input type="hidden" name="visitId" value={page.visitId ?? ''} />
          <Panel title={t('paper')}>
            <div className={shared['fields']}>
              <NativeSelect
                name="kind"
                label={t('field.kind')}
                inputWrapperOrder={['label', 'input', 'description', 'error']}
                description={t('kind-help')}
                defaultValue={kind}
                data={petitionKinds.map((value) => ({ value, label: k(value) }))}
              />
              <NativeSelect
                name="source"
                label={t('field.source')}
                defaultValue={typed['source'] ?? 'in-person'}
                data={petitionSources.map((value) => ({ value, label: option('source', value) }))}
              />
              <DayInput
                name="receivedOn"
                label={t('field.receivedOn')}
                defaultValue={typed['receivedOn'] ?? ''}
                error={isWrong('receivedOn')}
                required
                withAsterisk={false}
              />
              <DayInput
                name="writtenOn"
                label={t('field.writtenOn')}
                defaultValue={typed['writtenOn'] ?? ''}
                error={isWrong('writtenOn')}
              />
            </div>
          </Panel>
          <Panel title={t('who')} note={t('who-note')}>
            {isSealed ? (
              <div className={shared['fields']}>
                <div className={shared['whole']}>
                  <Notice tone="watch" icon={IconLock} title={t('sealed')}>
                    {t('sealed-help')}
                  </Notice>
                </div>
                <input type="hidden" name="petitionerName" value="" />
                <input type="hidden" name="petitionerAddress" value="" />
                <input type="hidden" name="idHint" value="" />
                <TextInput
                  name="sealedNumber"
                  label={t('field.sealedNumber')}
                  defaultValue={typed['sealedNumber'] ?? ''}
                />
              </div>
            ) : (
              <div className={shared['fields']}>
                {text('petitionerName')}
                <TextInput
                  name="petitionerAddress"
                  label={t('field.petitionerAddress')}
                  defaultValue={typed['petitionerAddress'] ?? ''}
                />
                <TextInput
                  name="idHint"
                  label={t('field.idHint')}
                  inputWrapperOrder={['label', 'input', 'description', 'error']}
                  description={t('hint-help')}
                  inputMode="numeric"
                  maxLength={3}
                  defaultValue={typed['idHint'] ?? ''}
                  error={isWrong('idHint')}
                />
                <input type="hidden" name="sealedNumber" value="" />
              </div>
            )}
            <div className={shared['fields']}>
              <NativeSelect
                name="identity"
                label={t('field.identity')}
                defaultValue={typed['identity'] ?? 'named'}
                data={identityKinds.map((value) => ({ value, label: option('identity', value) }))}
              />
              <TextInput
                name="petitionerCount"
                label={t('field.petitionerCount')}
                inputMode="numeric"
                defaultValue={typed['petitionerCount'] ?? '1'}
                error={isWrong('petitionerCount')}
              />
              <TextInput
                name="representatives"
                label={t('field.representatives')}
                inputWrapperOrder={['label', 'input', 'description', 'error']}
                description={t('representatives-help')}
                inputMode="numeric"
                defaultValue={typed['representatives'] ?? '0'}
                error={isWrong('representatives')}
              />
            </div>
          </Panel>
          <Panel title={t('what')}>
            <div className={shared['fields']}>
              <div className={shared['whole']}>
                <Textarea
                  name="content"
                  label={t('field.content')}
                  autosize
                  minRows={4}
                  maxLength={4_000}
                  defaultValue={typed['content'] ?? ''}
                  error={isWrong('content')}
                  required
                  withAsterisk={false}
                />
              </div>
              <div className={shared['whole']}>
                <Textarea
                  name="demand"
                  label={t('field.demand')}
                  autosize
                  minRows={2}
                  maxLength={600}
                  defaultValue={typed['demand'] ?? ''}
                />
              </div>
              <TextInput
                name="respondent"
                label={isDenunciation ? t('field.denounced') : t('field.respondent')}
                defaultValue={typed['respondent'] ?? ''}
              />
              <NativeSelect
                name="respondentOrganizationId"
                label={t('field.respondentOrganizationId')}
                inputWrapperOrder={['label', 'input', 'description', 'error']}
                description={isDenunciation ? t('object-help') : undefined}
                defaultValue={typed['respondentOrganizationId'] ?? ''}
                data={[
                  { value: '', label: t('not-known') },
                  ...page.objects.map(({ organizationId, name }) => ({ value: organizationId, label: name })),
                ]}
              />
              <TextInput name="subject" label={t('field.subject')} defaultValue={typed['subject'] ?? ''} />
              <TextInput name="place" label={t('field.place')} defaultValue={typed['place'] ?? ''} />
              <NativeSelect
                name="fieldL1"
                label={t('field.fieldL1')}
                defaultValue={typed['fieldL1'] ?? 'admin-land'}
                data={fieldsL1.map((value) => ({ value, label: option('fieldL1', value) }))}
              />
              <NativeSelect
                name="fieldL2"
                label={t('field.fieldL2')}
                defaultValue={typed['fieldL2'] ?? ''}
                data={[
                  { value: '', label: t('not-known') },
                  ...fieldsL2.map((value) => ({ value, label: option('fieldL2', value) })),
                ]}
              />
              <NativeSelect
                name="severity"
                label={t('field.severity')}
                defaultValue={typed['severity'] ?? 'normal'}
                data={severities.map((value) => ({ value, label: option('severity', value) }))}
              />
              <CheckboxSet
                legend={t('field.partyTracks')}
                name="partyTracks"
                choices={partyTracks.map((value) => ({ value, label: option('partyTracks', value) }))}
              />
            </div>
          </Panel>
          <Panel title={t('originals')}>
            <div className={shared['fields']}>
              <TextInput
                name="originals"
                label={t('field.originals')}
                inputMode="numeric"
                defaultValue={typed['originals'] ?? '0'}
                error={isWrong('originals')}
              />
              <TextInput
                name="copies"
                label={t('field.copies')}
                inputMode="numeric"
                defaultValue={typed['copies'] ?? '0'}
                error={isWrong('copies')}
              />
              <TextInput name="forwarder" label={t('field.forwarder')} defaultValue={typed['forwarder'] ?? ''} />
              <TextInput
                name="forwarderNumber"
                label={t('field.forwarderNumber')}
                defaultValue={typed['forwarderNumber'] ?? ''}
              />
              <Checkbox
                name="isSigned"
                value="yes"
                label={t('field.isSigned')}
                defaultChecked={answer === undefined || typed['isSigned'] === 'yes'}
              />
              <Checkbox
                name="isVerifiable"
                value="yes"
                label={t('field.isVerifiable')}
                defaultChecked={typed['isVerifiable'] === 'yes'}
              />
            </div>
            <div className={shared['end']}>
              <Button type="submit" variant="filled" loading={busy}>
                {t('register-it')}
              </Button>
            </div>
          </Panel>
        </Form>
        <div className={shared['stack']} aria-live="polite">
          <Panel title={t('alike')} note={t('alike-note')}>
            {look === undefined || look.alike.length === 0 ? (
              <p className={shared['light']}>{t('no-alike')}</p>
            ) : (
              <ul className={shared['list']}>
                {look.alike.map(({ petitionId, code, respondent, aspects }) => (
                  <li key={petitionId}>
                    <Link to={`/petitions/${petitionId}`} target="_blank" rel="noreferrer">
                      {t('alike-of', { code })}
                    </Link>{' '}
                    {respondent}. {aspects.map((aspect) => option('aspect', aspect)).join(', ')}
                  </li>
                ))}
              </ul>
            )}
          </Panel>
          {look !== undefined && look.clocks.length > 0 ? (
            <ClockPanel clocks={look.clocks} title={t('term')} />
          ) : (
            <Panel title={t('term')}>
              <p className={shared['light']}>{t('term-later')}</p>
            </Panel>
          )}
        </div>
      </div>
    </>
  )
}
