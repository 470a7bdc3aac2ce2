import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { Form, useActionData, useLoaderData, useNavigation, useSearchParams } from '@remix-run/react'
import { useState } from 'react'
import { useTranslations } from 'use-intl'
import { DayInput } from '../ui/day-input.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import classes from './succession.module.css'
import type { successionEditAction, successionEditLoader } from './succession-edit.server.ts'
import { SuccessionFindings } from './succession-findings.tsx'

type Draft = NonNullable<ReturnType<typeof useLoaderData<typeof successionEditLoader>>['draft']>

/** Prepares a change: what, when, by which paper, from whom to whom; then every choice its plan still asks for. */
export function SuccessionEditScreen() {
  const { kinds, caseId, version, title, draft, findings, requestId, returnReason } =
    useLoaderData<typeof successionEditLoader>()
  const answer = useActionData<typeof successionEditAction>()
  const [search] = useSearchParams()
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('organizations.successions')
  const typed = answer?.typed ?? {}
  const [kind, setKind] = useState(typed['kind'] ?? draft?.kind ?? 'merger')
  const first = (name: string, kept = '') => typed[name] ?? kept
  const faultOf = (field: string) => {
    const faults = answer?.faults.filter((one) => one.field === field) ?? []
    return faults.length === 0 ? undefined : faults.map(({ code, value }) => t(`faults.${code}`, { value })).join(' ')
  }
  const field = (name: string, kept = '') => ({
    name,
    defaultValue: first(name, kept),
    error: faultOf(name),
    autoComplete: 'off',
  })
  return (
    <>
      <PageHead
        crumbs={[{ label: t('title'), to: '/successions' }, { label: t(caseId === null ? 'prepare' : 'edit') }]}
        title={title ?? t('prepare')}
        state={t('edit-state')}
      />
      <Form method="post" className={classes['stack']} key={`${caseId} ${version}`}>
        <input type="hidden" name="requestId" value={requestId} />
        <input type="hidden" name="version" value={version} />
        {answer?.refusal && (
          <Notice tone="error" live="alert" title={t(`refusals.${answer.refusal}`)}>
            {t('kept-typed')}
          </Notice>
        )}
        {answer !== undefined && answer.faults.length > 0 && (
          <Notice tone="error" live="alert" title={t('faults-title')} />
        )}
        {answer === undefined && search.get('saved') === '1' && <Notice tone="ok" live="status" title={t('saved')} />}
        {returnReason !== null && (
          <Notice tone="watch" title={t('returned')}>
            {returnReason}
          </Notice>
        )}
        <SuccessionFindings findings={findings} />
        <Panel title={t('paper')}>
          <div className={classes['fields']}>
            <NativeSelect
              name="kind"
              label={t('kind')}
              value={kind}
              onChange={(event) => setKind(event.currentTarget.value)}
              data={kinds.map(({ value, label }) => ({ value, label }))}
            />
            <DayInput {...field('effectiveOn', draft?.effectiveOn)} label={t('effective-on')} />
            <TextInput {...field('number', draft?.number)} label={t('number')} maxLength={80} />
            <DayInput {...field('decidedOn', draft?.decidedOn)} label={t('decided-on')} />
            <TextInput {...field('signerTitle', draft?.signerTitle)} label={t('signer-title')} maxLength={120} />
            <TextInput {...field('signerName', draft?.signerName)} label={t('signer-name')} maxLength={120} />
          </div>
        </Panel>
        {kind !== 'establishment' && (
          <Panel title={t('before')}>
            <Textarea
              {...field('predecessors', draft?.predecessors.map(({ code }) => code).join('\n'))}
              label={t(`predecessors.${kind === 'merger' ? 'many' : 'one'}`)}
              description={
                draft?.predecessors.map(({ code, name }) => `${code}: ${name}`).join('; ') || t('codes-help')
              }
              autosize
              minRows={kind === 'merger' ? 3 : 1}
            />
          </Panel>
        )}
        {kind !== 'dissolution' && (
          <Panel title={t('after')}>
            {Array.from(
              { length: kind === 'split' ? Math.max(3, (draft?.successors.length ?? 0) + 1) : 1 },
              (_, at) => (
                <Successor key={`${kind} ${at + 1}`} at={at} kind={kind} kept={draft?.successors[at]} field={field} />
              ),
            )}
          </Panel>
        )}
        {draft !== null && <Choices draft={draft} first={first} />}
        <div className={classes['end']}>
          <Button type="submit" name="intent" value="save" variant="default" loading={busy}>
            {t('save')}
          </Button>
          <Button
            type="submit"
            name="intent"
            value="preview"
            variant={caseId === null ? 'filled' : 'default'}
            loading={busy}
          >
            {t('preview')}
          </Button>
          {caseId !== null && (
            <Button type="submit" name="intent" value="submit" variant="filled" loading={busy}>
              {t('submit')}
            </Button>
          )}
        </div>
      </Form>
    </>
  )
}

type SuccessorProps = {
  readonly at: number
  readonly kind: string
  readonly kept: Draft['successors'][number] | undefined
  readonly field: (
    name: string,
    kept?: string,
  ) => { name: string; defaultValue: string; error: string | undefined; autoComplete: string }
}

function Successor({ at, kind, kept, field }: SuccessorProps) {
  const { orgTypes, sectors } = useLoaderData<typeof successionEditLoader>()
  const t = useTranslations('organizations.successions')
  const isSelf = kind === 'rename' || kind === 'transfer'
  const mayStand = kind === 'merger' || kind === 'split'
  const { error: _, ...orgType } = field(`s${at}.kind`, kept?.kind)
  const { error: __, ...sector } = field(`s${at}.sector`, kept?.sector)
  return (
    <fieldset className={classes['successor']}>
      <legend>{t(isSelf ? 'as-it-will-be' : 'successor', { number: at + 1 })}</legend>
      {kept?.standing === '' && <input type="hidden" name={`s${at}.id`} value={kept.id} />}
      <div className={classes['fields']}>
        {mayStand && (
          <TextInput
            {...field(`s${at}.standing`, kept?.standing)}
            label={t('standing')}
            description={t('standing-help')}
          />
        )}
        {kind !== 'transfer' && <TextInput {...field(`s${at}.code`, kept?.code)} label={t('code')} maxLength={32} />}
        {kind !== 'transfer' && <TextInput {...field(`s${at}.name`, kept?.name)} label={t('name')} maxLength={300} />}
        {!isSelf && (
          <NativeSelect {...orgType} label={t('org-type')} data={[{ value: '', label: t('unsaid') }, ...orgTypes]} />
        )}
        {!isSelf && (
          <NativeSelect {...sector} label={t('sector')} data={[{ value: '', label: t('unsaid') }, ...sectors]} />
        )}
        {kind !== 'rename' && (
          <TextInput {...field(`s${at}.parent`, kept?.parent)} label={t('parent')} description={t('parent-help')} />
        )}
      </div>
    </fieldset>
  )
}

function Choices({ draft, first }: { draft: Draft; first: (name: string, kept?: string) => string }) {
  const t = useTranslations('organizations.successions')
  const roleOf = useTranslations('access.frame.roles')
  const goals = [{ value: '', label: t('unsaid') }, ...draft.successors.map(({ id, label }) => ({ value: id, label }))]
  const goal = (row: { field: string; value: string }, label: string, options = goals) =>
    draft.kind === 'dissolution' ? (
      <TextInput
        name={row.field}
        defaultValue={first(row.field, row.value)}
        aria-label={label}
        placeholder={t('code')}
        autoComplete="off"
      />
    ) : (
      <NativeSelect name={row.field} defaultValue={first(row.field, row.value)} aria-label={label} data={options} />
    )
  return (
    <>
      {draft.inherits.length > 0 && (
        <Panel title={t('inheritance')} note={t('inheritance-note')}>
          <div className={classes['rows']}>
            {draft.inherits.map((row) => {
              const label = t('reads-question', { from: row.from, to: row.to })
              return (
                <div key={row.field} className={classes['row']}>
                  <span>{label}</span>
                  <NativeSelect
                    name={row.field}
                    aria-label={label}
                    defaultValue={first(row.field, row.value)}
                    data={[
                      { value: '', label: t('unsaid') },
                      { value: 'yes', label: t('yes') },
                      { value: 'no', label: t('no') },
                    ]}
                  />
                </div>
              )
            })}
          </div>
        </Panel>
      )}
      {(['children', 'cells', 'members'] as const).map(
        (group) =>
          draft[group].length > 0 && (
            <Panel key={group} title={t(`choose.${group}`)} note={t(`choose-note.${group}`)}>
              <div className={classes['rows']}>
                {draft[group].map((row) => (
                  <div key={row.field} className={classes['row']}>
                    <span>
                      {row.name}
                      {'count' in row && (
                        <span className={classes['small']}> ({t('members-count', { count: row.count })})</span>
                      )}
                    </span>
                    {goal(row, row.name)}
                  </div>
                ))}
              </div>
            </Panel>
          ),
      )}
      {draft.choices.length > 0 && draft.successors.length > 0 && (
        <Panel title={t('choose.grants')} note={t('choose-note.grants')}>
          <div className={classes['rows']}>
            {draft.choices.map((row) => (
              <div key={row.field} className={classes['row']}>
                <span>
                  {row.name}
                  <span className={classes['small']}>
                    {' '}
                    {row.role === null ? '–' : roleOf(row.role)}, {row.place}
                  </span>
                </span>
                {goal(row, row.name, [{ value: '', label: t('grant-ends') }, ...goals.slice(1)])}
              </div>
            ))}
          </div>
        </Panel>
      )}
    </>
  )
}
