import { Button, NativeSelect, TextInput } from '@mantine/core'
import { Form, Link, useActionData, useLoaderData, useNavigation } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import { EmptyState } from '../ui/empty-state.tsx'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { RuleSource } from './confidence-mark.tsx'
import classes from './own-rules.module.css'
import type { scoreAction, scoreLoader } from './score.server.ts'

type View = ReturnType<typeof useLoaderData<typeof scoreLoader>>
type Sheet = NonNullable<View['sheet']>
type Item = Sheet['general'][number]['items'][number]

/** A case scored on its sheet, item by item; every item says how its points came about. */
export function ScoreScreen() {
  const view = useLoaderData<typeof scoreLoader>()
  const { year, caseId, name, own, mayAppraise, stage, sheet } = view
  const t = useTranslations('rules.scores')
  const review = own ? `/ratings/${year}/self` : `/ratings/${year}/cases/${caseId}/review`
  return (
    <>
      <PageHead
        crumbs={[{ label: t('review'), to: review }, { label: t('crumb') }]}
        title={t(stage === 'self' ? 'title-self' : 'title-appraised', { name })}
        state={t('state', { year: String(year) })}
      />
      <div className={classes['stack']}>
        {mayAppraise && sheet !== null && (
          <div className={classes['row']}>
            <Button
              component={Link}
              to="?stage=self"
              variant={stage === 'self' ? 'filled' : 'default'}
              aria-current={stage === 'self' ? 'page' : undefined}
            >
              {t('self')}
            </Button>
            <Button
              component={Link}
              to="?stage=appraised"
              variant={stage === 'appraised' ? 'filled' : 'default'}
              aria-current={stage === 'appraised' ? 'page' : undefined}
            >
              {t('appraised')}
            </Button>
          </div>
        )}
        {sheet === null ? (
          <EmptyState why={t('no-sheet')} action={<Link to={review}>{t('to-review')}</Link>} />
        ) : (
          <SheetForm key={stage} view={view} sheet={sheet} />
        )}
      </div>
    </>
  )
}

function SheetForm({ view, sheet }: { view: View; sheet: Sheet }) {
  const { stage, requestId, entered, other } = view
  const answer = useActionData<typeof scoreAction>()
  const busy = useNavigation().state !== 'idle'
  const t = useTranslations('rules.scores')
  const scored = entered?.scored ?? null
  const explained = new Map(
    scored?.groups.flatMap(({ items }) => items.map((item) => [item.code, item] as const)) ?? [],
  )
  const field = (item: Item) => (
    <ItemField
      key={item.code}
      item={item}
      sheet={sheet}
      entry={entered?.scores.entries[item.code]}
      explained={explained.get(item.code)}
    />
  )
  return (
    <Form method="post" className={classes['stack']}>
      <input type="hidden" name="requestId" value={requestId} />
      <input type="hidden" name="version" value={entered?.version ?? 0} />
      <input type="hidden" name="stage" value={stage} />
      {answer && answer.refusal !== null && (
        <Notice tone="error" live="alert" title={t(`refusals.${answer.refusal}`)}>
          <ul className={classes['list']}>
            {answer.faults.map(({ code, item, required, actual }) => (
              <li key={`${code} ${item}`}>
                {t(`faults.${code}`, { item, required: required ?? '', actual: actual ?? '' })}
              </li>
            ))}
          </ul>
        </Notice>
      )}
      {answer && answer.refusal === null && (
        <Notice
          tone="ok"
          live="status"
          title={answer.missing ? t('saved-missing', { count: answer.missing }) : t('saved')}
        />
      )}
      <Panel title={t('points')}>
        <dl className={classes['numbers']}>
          <div>
            <dt>{t('general')}</dt>
            <dd>{scored?.generalPoints ?? t('not-yet')}</dd>
          </div>
          <div>
            <dt>{t('results')}</dt>
            <dd>{scored?.resultPoints ?? t('not-yet')}</dd>
          </div>
          <div>
            <dt>{t('total')}</dt>
            <dd>{scored?.total ?? t('not-yet')}</dd>
          </div>
          <div>
            <dt>{t(stage === 'self' ? 'total-appraised' : 'total-self')}</dt>
            <dd>{other?.total ?? t('not-yet')}</dd>
          </div>
        </dl>
        <p className={classes['small']}>
          {sheet.title}. <RuleSource source={sheet.source} />
        </p>
      </Panel>
      {sheet.general.map((group) => (
        <Panel key={group.code} title={group.text} note={t('of', { max: group.max })}>
          {group.items.map(field)}
        </Panel>
      ))}
      {sheet.results.kind === 'ITEMS' ? (
        sheet.results.groups.map((group) => (
          <Panel key={group.code} title={group.text} note={t('of', { max: group.max })}>
            {group.items.map(field)}
          </Panel>
        ))
      ) : (
        <Panel title={t('axes')} note={t('axes-note')}>
          {sheet.results.axes.map(({ code, text }) => {
            const entry = entered?.scores.entries[code]
            return (
              <fieldset key={code} className={classes['group']}>
                <legend>{text}</legend>
                <div className={classes['row']}>
                  <TextInput
                    name={`max-${code}`}
                    label={t('axis-max')}
                    defaultValue={entered?.scores.axisMaxima[code] ?? ''}
                    inputMode="decimal"
                    w={160}
                  />
                  <TextInput
                    name={`score-${code}`}
                    label={t('axis-points')}
                    defaultValue={entry?.kind === 'points' ? entry.points : ''}
                    inputMode="decimal"
                    w={160}
                  />
                </div>
              </fieldset>
            )
          })}
        </Panel>
      )}
      {sheet.bonus && (
        <Panel title={t('bonus')} note={t('bonus-cap', { cap: sheet.bonus.cap })}>
          {sheet.bonus.items.map((item) => {
            const entry = entered?.scores.entries[item.code]
            return (
              <TextInput
                key={item.code}
                name={`score-${item.code}`}
                label={item.text}
                description={t('of', { max: item.max })}
                defaultValue={entry?.kind === 'points' ? entry.points : ''}
                inputMode="decimal"
                w={220}
              />
            )
          })}
        </Panel>
      )}
      <div>
        <Button type="submit" variant="filled" disabled={busy}>
          {t('save')}
        </Button>
      </div>
    </Form>
  )
}

type Entry = NonNullable<View['entered']>['scores']['entries'][string]
type Explained = NonNullable<NonNullable<View['entered']>['scored']>['groups'][number]['items'][number]

function ItemField({
  item,
  sheet,
  entry,
  explained,
}: {
  item: Item
  sheet: Sheet
  entry: Entry | undefined
  explained: Explained | undefined
}) {
  const t = useTranslations('rules.scores')
  const { code, text, max, mode } = item
  const name = `score-${code}`
  const points = entry?.kind === 'points' || entry?.kind === 'band' ? entry.points : ''
  return (
    <fieldset className={classes['group']}>
      <legend>{text}</legend>
      <div className={classes['row']}>
        {mode === 'BINARY' && (
          <NativeSelect
            name={name}
            label={t('met')}
            defaultValue={entry?.kind === 'met' ? (entry.met ? 'yes' : 'no') : ''}
            data={[
              { value: '', label: t('not-scored') },
              { value: 'yes', label: t('met-yes', { max }) },
              { value: 'no', label: t('met-no') },
            ]}
          />
        )}
        {mode === 'BAND' && (
          <NativeSelect
            name={`band-${code}`}
            label={t('band')}
            defaultValue={entry?.kind === 'band' ? entry.band : ''}
            data={[
              { value: '', label: t('not-scored') },
              ...sheet.bands.map((band) => ({ value: band.code, label: band.text })),
            ]}
          />
        )}
        {(mode === 'BAND' || mode === 'FREE') && (
          <TextInput name={name} label={t('points-of', { max })} defaultValue={points} inputMode="decimal" w={180} />
        )}
        <TextInput
          name={`na-${code}`}
          label={t('not-applicable')}
          description={t('not-applicable-help')}
          defaultValue={entry?.kind === 'not-applicable' ? entry.reason : ''}
          maxLength={400}
        />
      </div>
      {explained && (
        <p className={classes['small']}>
          {t(`why.${explained.why}`, { shown: explained.shown ?? '' })}{' '}
          {explained.points === null ? '' : t('gives', { points: explained.points, max: explained.max })}
        </p>
      )}
    </fieldset>
  )
}
