import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { fieldsL1, namesNobody, type PetitionEvent, petitionKinds } from '@nq15/domain/petitions'
import { Form, Link, useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { Chip } from '../ui/chip.tsx'
import { FormAnswer } from '../ui/form-answer.tsx'
import { formatDay } from '../ui/format.ts'
import { MissingValue } from '../ui/missing-value.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { ActFields, useOption } from './act-fields.tsx'
import { petitionForms } from './act-forms.ts'
import { ActsPanel } from './acts-panel.tsx'
import { ClockPanel } from './clock-panel.tsx'
import { CorrectKindForm } from './correct-kind-form.tsx'
import { Corrections } from './corrections.tsx'
import { DirectionsPanel } from './directions-panel.tsx'
import type { petitionAction, petitionLoader } from './petition.server.ts'
import { StepHistory } from './step-history.tsx'

type Page = ReturnType<typeof useLoaderData<typeof petitionLoader>>

/** One paper: what it says, its term with why, what may be the same matter, what comes next, and everything that was done. */
export function PetitionScreen() {
  const page = useLoaderData<typeof petitionLoader>()
  const answer = useActionData<typeof petitionAction>()
  const [search] = useSearchParams()
  const t = useTranslations('petitions.paper')
  const k = useTranslations('petitions.kind')
  const s = useTranslations('petitions.state')
  const option = useOption()
  const { petition, alike, proposal, missing, matter, parts, joined } = page
  return (
    <>
      <PageHead
        crumbs={[{ label: t('register'), to: '/petitions' }]}
        title={t('title', { kind: k(petition.kind), code: petition.code })}
        state={
          <>
            <Chip look="accentEdge">{s(petition.state)}</Chip> {t('received', { day: formatDay(petition.receivedOn) })}
          </>
        }
        actions={
          <>
            {page.forms.map((form) => (
              <Button
                key={form}
                component="a"
                href={`/petitions/${petition.petitionId}/${form}.docx`}
                variant="default"
              >
                {option('form', form)}
              </Button>
            ))}
            {page.mayWork && (
              <form method="post" action={`/petitions/${petition.petitionId}/receipt`}>
                <input type="hidden" name="requestId" value={page.receiptRequestId} />
                <Button type="submit" variant="default">
                  {t('receipt-code')}
                </Button>
              </form>
            )}
          </>
        }
      />
      <div className={shared['stack']}>
        <FormAnswer room="petitions" answer={answer} done={search.get('done')} />
        {matter && (
          <Notice
            tone="info"
            title={
              <Link to={`/petitions/cases/${matter.caseId}`}>
                {t('matter', { code: `${matter.year}-${String(matter.number).padStart(4, '0')}` })}
              </Link>
            }
          />
        )}
        {(petition.state === 'registered' || petition.state === 'sorted') && (
          <Notice
            tone={missing.length > 0 ? 'watch' : 'ok'}
            title={
              missing.length > 0
                ? t('missing', { list: missing.map((one) => option('requirement', one)).join(', ') })
                : t('nothing-missing')
            }
          >
            {t('proposal', { handling: option('handling', proposal.handling), why: option('rule', proposal.rule) })}
          </Notice>
        )}
        <div className={shared['two']}>
          <div className={shared['stack']}>
            <Facts page={page} />
            <ActsPanel
              offered={page.offered}
              answer={answer}
              frame={{ requestId: page.requestId, version: petition.version }}
              fieldsOf={(event, typed, wrong) => (
                <ActFields
                  fields={petitionForms[event as PetitionEvent] ?? []}
                  typed={
                    event === 'sort'
                      ? {
                          handling: proposal.handling,
                          eligibility: missing.length > 0 ? 'ineligible' : 'eligible',
                          ...typed,
                        }
                      : typed
                  }
                  wrong={wrong}
                  today={page.today}
                  papers={alike.map(({ petitionId, code, respondent }) => ({
                    value: petitionId,
                    label: `${code} ${respondent}`,
                  }))}
                />
              )}
            >
              {page.splits || page.corrects ? (
                <>
                  {page.splits && <SplitForm page={page} />}
                  {page.corrects && (
                    <CorrectKindForm
                      key={`${petition.version} ${answer?.code}`}
                      frame={{ requestId: page.requestId, version: petition.version }}
                      petition={petition}
                      objects={[...page.objects, ...page.above]}
                      answer={answer}
                    />
                  )}
                </>
              ) : undefined}
            </ActsPanel>
            <DirectionsPanel page={page} answer={answer} />
            <Corrections corrections={page.corrections} />
            <StepHistory steps={page.steps} />
          </div>
          <div className={shared['stack']}>
            {alike.length > 0 && (
              <Panel title={t('alike')} note={t('alike-note')} tone="watch">
                <ul className={shared['list']}>
                  {alike.map(({ petitionId, code, receivedOn, respondent, content, place, aspects }) => (
                    <li key={petitionId}>
                      <Link to={`/petitions/${petitionId}`}>{code}</Link>, {formatDay(receivedOn)}. {respondent},{' '}
                      {place}. {content} <strong>{aspects.map((aspect) => option('aspect', aspect)).join(', ')}</strong>
                    </li>
                  ))}
                </ul>
              </Panel>
            )}
            <ClockPanel clocks={page.clocks} title={t('term')} />
            {(parts.length > 0 || joined.length > 0) && (
              <Panel title={parts.length > 0 ? t('parts') : t('joined')}>
                <ul className={shared['list']}>
                  {[...parts, ...joined].map(({ petitionId, code }) => (
                    <li key={petitionId}>
                      <Link to={`/petitions/${petitionId}`}>{code}</Link>
                    </li>
                  ))}
                </ul>
              </Panel>
            )}
          </div>
        </div>
      </div>
    </>
  )
}

function Facts({ page: { petition, today } }: { page: Page }) {
  const t = useTranslations('petitions.paper')
  const option = useOption()
  const missing = <MissingValue kind="missing" />
  const { sorting } = petition
  const facts: readonly (readonly [string, React.ReactNode])[] = [
    [t('fact.content'), petition.content],
    [t('fact.demand'), petition.demand || missing],
    namesNobody(petition.kind)
      ? [
          t('fact.alias'),
          <>
            {`${petition.alias}. ${petition.sealedNumber === '' ? t('no-envelope') : t('envelope', { number: petition.sealedNumber })}`}{' '}
            <Link to={`/petitions/identity/${petition.petitionId}`}>{t('fact.identity')}</Link>{' '}
            <Link to={`/petitions/papers/${petition.petitionId}`}>{t('fact.papers')}</Link>
          </>,
        ]
      : [
          t('fact.sender'),
          [petition.petitionerName || t('nobody'), petition.petitionerAddress, petition.idHint && `…${petition.idHint}`]
            .filter(Boolean)
            .join(', '),
        ],
    [t('fact.people'), t('people', { count: petition.petitionerCount, representatives: petition.representatives })],
    [t('fact.respondent'), petition.respondent || missing],
    [t('fact.subject'), petition.subject || missing],
    [t('fact.place'), petition.place || missing],
    [
      t('fact.source'),
      [option('source', petition.source), petition.forwarder, petition.forwarderNumber].filter(Boolean).join(', '),
    ],
    [
      t('fact.field'),
      [option('fieldL1', petition.fieldL1), petition.fieldL2 === null ? '' : option('fieldL2', petition.fieldL2)]
        .filter(Boolean)
        .join(', '),
    ],
    [
      t('fact.originals'),
      petition.originals === 0
        ? t('copies', { count: petition.copies })
        : petition.originalsReturnedOn === null
          ? t('originals-held', { count: petition.originals, copies: petition.copies })
          : t('originals-returned', { count: petition.originals, day: formatDay(petition.originalsReturnedOn) }),
    ],
    [
      t('fact.sorting'),
      sorting === null
        ? missing
        : [
            option('eligibility', sorting.eligibility),
            option('competence', sorting.competence),
            option('handling', sorting.handling),
          ].join('; '),
    ],
    [t('fact.handler'), petition.handlerName],
    ...(petition.filedUntil === null
      ? []
      : [
          [
            t('fact.filed'),
            t(petition.filedUntil <= today ? 'may-be-destroyed' : 'kept-until', {
              day: formatDay(petition.filedUntil),
            }),
          ] as const,
        ]),
  ]
  return (
    <Panel title={t('facts')}>
      <dl className={shared['facts']}>
        {facts.map(([name, value]) => (
          <div key={name}>
            <dt>{name}</dt>
            <dd>{value}</dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}

function SplitForm({ page }: { page: Page }) {
  const t = useTranslations('petitions.paper')
  const f = useTranslations('petitions.intake.field')
  const k = useTranslations('petitions.kind')
  const option = useOption()
  return (
    <details className={shared['act']} open>
      <summary>{t('split')}</summary>
      <Form method="post" noValidate>
        <input type="hidden" name="requestId" value={page.requestId} />
        <input type="hidden" name="version" value={page.petition.version} />
        <input type="hidden" name="event" value="split" />
        <p className={shared['light']}>{t('split-help')}</p>
        {[0, 1, 2].map((at) => (
          <fieldset key={at} className={shared['fields']}>
            <legend>{t('part', { number: at + 1 })}</legend>
            <NativeSelect
              name={`part${at}.kind`}
              label={f('kind')}
              data={petitionKinds.filter((one) => one !== 'mixed').map((value) => ({ value, label: k(value) }))}
            />
            <TextInput name={`part${at}.petitionerName`} label={f('petitionerName')} description={t('part-sender')} />
            <TextInput name={`part${at}.petitionerAddress`} label={f('petitionerAddress')} />
            <NativeSelect
              name={`part${at}.respondentOrganizationId`}
              label={f('respondentOrganizationId')}
              data={[
                { value: '', label: '–' },
                ...page.objects.map(({ organizationId, name }) => ({ value: organizationId, label: name })),
              ]}
            />
            <TextInput name={`part${at}.respondent`} label={f('respondent')} />
            <TextInput name={`part${at}.subject`} label={f('subject')} />
            <NativeSelect
              name={`part${at}.fieldL1`}
              label={f('fieldL1')}
              data={fieldsL1.map((value) => ({ value, label: option('fieldL1', value) }))}
            />
            <div className={shared['whole']}>
              <Textarea name={`part${at}.content`} label={f('content')} autosize minRows={2} maxLength={4_000} />
            </div>
            <TextInput name={`part${at}.demand`} label={f('demand')} />
          </fieldset>
        ))}
        <div className={shared['end']}>
          <Button type="submit" variant="filled">
            {t('split')}
          </Button>
        </div>
      </Form>
    </details>
  )
}
