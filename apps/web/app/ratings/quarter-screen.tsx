import { Button, NativeSelect, Textarea, TextInput } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { DataTable } from '../ui/data-table.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { RuleSource } from './confidence-mark.tsx'
import classes from './own-rules.module.css'
import type { quartersAction, quartersLoader } from './quarter.server.ts'

type View = ReturnType<typeof useLoaderData<typeof quartersLoader>>
const quarters = [0, 1, 2, 3] as const

/** The quarters of leading cadres in a year: who has which, and the entry of one. */
export function QuartersScreen() {
  const view = useLoaderData<typeof quartersLoader>()
  const { year, leaders, open, since } = view
  const t = useTranslations('rules.quarters')
  return (
    <>
      <PageHead
        crumbs={[{ label: t('ratings'), to: '/ratings' }, { label: t('title', { year: String(year) }) }]}
        title={t('title', { year: String(year) })}
        state={t('state', { day: formatDay(since) })}
      />
      <div className={classes['stack']}>
        {open && <Entry key={`${open.memberId} ${open.quarter}`} view={view} open={open} />}
        <Panel title={t('leaders')} flush>
          <DataTable
            label={t('leaders')}
            rows={leaders}
            rowKey={({ memberId }) => memberId}
            empty={<EmptyState why={t('none')} />}
            columns={[
              { id: 'name', head: t('name'), phone: 'title', cell: ({ fullName }) => fullName },
              { id: 'post', head: t('post'), cell: ({ postTitle }) => postTitle },
              ...quarters.map((index) => ({
                id: `q${index + 1}`,
                head: t('quarter', { quarter: String(index + 1) }),
                cell: ({ memberId, fullName, quarters: known }: View['leaders'][number]) => {
                  const one = known[index]
                  const text = one ? (one.belowMinimum ? t('below') : t('entered')) : t('not-yet')
                  return (
                    <Link
                      to={`?member=${memberId}&quarter=${index + 1}`}
                      aria-label={t('open', { quarter: String(index + 1), name: fullName, state: text })}
                    >
                      {text}
                    </Link>
                  )
                },
              })),
            ]}
          />
        </Panel>
      </div>
    </>
  )
}

function Entry({
  view: { axes, maxima, source, requestId },
  open: { memberId, fullName, quarter, entry },
}: {
  view: View
  open: NonNullable<View['open']>
}) {
  const answer = useActionData<typeof quartersAction>()
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('rules.quarters')
  return (
    <Panel title={t('entry', { quarter: String(quarter), name: fullName })}>
      {answer && answer.refusal !== null && (
        <Notice tone="error" live="alert" title={t(`refusals.${answer.refusal}`)}>
          <ul className={classes['list']}>
            {answer.faults.map(({ code, where, required }) => (
              <li key={`${code} ${where}`}>
                {t(`faults.${code}`, {
                  where: axes.find((axis) => axis.code === where)?.text ?? where,
                  required: required ?? '',
                })}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {answer && answer.refusal === null && (
        <Notice
          tone="ok"
          live="status"
          title={answer.total === null ? t('kept') : t('kept-total', { total: answer.total })}
        />
      )}
      <p className={classes['small']}>
        {t('axes-help', { max: maxima.results })} <RuleSource source={source} />
      </p>
      <Form method="post" className={classes['stack']} style={{ marginTop: '0.75rem' }}>
        <input type="hidden" name="requestId" value={requestId} />
        <input type="hidden" name="memberId" value={memberId} />
        <input type="hidden" name="quarter" value={quarter} />
        <input type="hidden" name="version" value={entry?.version ?? 0} />
        <TextInput
          name="generalPoints"
          label={t('general', { max: maxima.general })}
          defaultValue={entry?.generalPoints ?? ''}
          inputMode="decimal"
          w={220}
        />
        {axes.map(({ code, text }) => (
          <fieldset key={code} className={classes['group']}>
            <legend>{text}</legend>
            <div className={classes['row']}>
              <TextInput
                name={`max-${code}`}
                label={t('axis-max')}
                defaultValue={entry?.axes[code]?.max ?? ''}
                inputMode="decimal"
                w={160}
              />
              <TextInput
                name={`points-${code}`}
                label={t('axis-points')}
                defaultValue={entry?.axes[code]?.points ?? ''}
                inputMode="decimal"
                w={160}
              />
            </div>
          </fieldset>
        ))}
        <NativeSelect
          name="belowMinimum"
          label={t('below-minimum')}
          description={t('below-minimum-help')}
          defaultValue={entry?.belowMinimum === true ? 'yes' : entry?.belowMinimum === false ? 'no' : ''}
          data={[
            { value: '', label: t('not-stated') },
            { value: 'no', label: t('no') },
            { value: 'yes', label: t('yes') },
          ]}
        />
        <Textarea
          name="remark"
          label={t('remark')}
          defaultValue={entry?.remark ?? ''}
          autosize
          minRows={2}
          maxLength={2000}
        />
        <div>
          <Button type="submit" variant="filled" disabled={busy}>
            {t('save')}
          </Button>
        </div>
      </Form>
    </Panel>
  )
}
