import { Textarea, TextInput } from '@mantine/core'
import { useActionData, useLoaderData, useSearchParams } from '@remix-run/react'
import { useTranslations } from 'use-intl'
import shared from '../monitoring/watch.module.css'
import { Chip } from '../ui/chip.tsx'
import { EmptyState } from '../ui/empty-state.tsx'
import { formatDay, formatMoment } from '../ui/format.ts'
import { Notice } from '../ui/notice.tsx'
import { PageHead } from '../ui/page-head.tsx'
import { Panel } from '../ui/panel.tsx'
import { OpeningFacts } from './opening-facts.tsx'
import type { vaultAction, vaultLoader } from './vault.server.ts'
import {
  IdentityFields,
  KnownPassphrase,
  NewPassphrase,
  VaultAnswerShown,
  VaultFold,
  VaultForm,
} from './vault-form.tsx'

type Page = ReturnType<typeof useLoaderData<typeof vaultLoader>>
type Standing = NonNullable<Page['vault']>

/** The vault for who keeps it: set up once, unlocked for a while; who keeps with him, what waits and what is asked. */
export function VaultScreen() {
  const { vault, why, isEmbedded, requestId } = useLoaderData<typeof vaultLoader>()
  const answer = useActionData<typeof vaultAction>()
  const [search] = useSearchParams()
  const t = useTranslations('vault')
  return (
    <>
      <PageHead
        title={t('title')}
        state={
          vault && (
            <>
              <Chip look={vault.unlockedUntil ? 'ok' : 'accentEdge'}>
                {t(vault.isStanding ? (vault.unlockedUntil ? 'unlocked' : 'locked') : 'detached')}
              </Chip>{' '}
              {vault.unitName}
            </>
          )
        }
      />
      <div className={shared['stack']}>
        <VaultAnswerShown answer={answer} done={search.get('done')} />
        {isEmbedded && (
          <Notice tone="watch" title={t('embedded')}>
            {t('embedded-note')}
          </Notice>
        )}
        {why !== null && <WhyNot why={why} />}
        {vault && !vault.isStanding && <SetUp requestId={requestId} />}
        {vault?.isStanding && vault.self?.state !== 'active' && <Outside vault={vault} requestId={requestId} />}
        {vault?.isStanding && vault.self?.state === 'active' && <Inside vault={vault} requestId={requestId} />}
      </div>
    </>
  )
}

/** Why there is nothing to see of the vault. */
export function WhyNot({ why }: { why: string }) {
  const t = useTranslations('vault.why')
  return (
    <Notice tone="watch" title={t.has(why as 'down') ? t(why as 'down') : t('other')}>
      {t(why === 'detached' || why === 'NO_VAULT' ? 'detached-note' : 'note')}
    </Notice>
  )
}

function SetUp({ requestId }: { requestId: string }) {
  const t = useTranslations('vault')
  return (
    <Panel title={t('set-up.title')}>
      <p>{t('set-up.detached')}</p>
      <p>{t('set-up.help')}</p>
      <VaultForm act="set-up" requestId={requestId} main>
        <NewPassphrase />
      </VaultForm>
    </Panel>
  )
}

function Recover({ requestId }: { requestId: string }) {
  const t = useTranslations('vault')
  return (
    <VaultFold act="recover" requestId={requestId}>
      <p className={shared['whole']}>{t('recover-help')}</p>
      <TextInput name="share.1" label={t('field.share', { number: 1 })} autoComplete="off" />
      <TextInput name="share.2" label={t('field.share', { number: 2 })} autoComplete="off" />
      <NewPassphrase />
    </VaultFold>
  )
}

function Outside({ vault, requestId }: { vault: Standing; requestId: string }) {
  const t = useTranslations('vault')
  return (
    <>
      {vault.self !== null && (
        <Notice tone="info" title={t('waiting')}>
          {t('waiting-note')}
        </Notice>
      )}
      <Panel title={t('acts')} flush>
        {vault.self === null && (
          <VaultFold act="join" requestId={requestId} main open>
            <NewPassphrase />
          </VaultFold>
        )}
        <Recover requestId={requestId} />
      </Panel>
    </>
  )
}

function Inside({ vault, requestId }: { vault: Standing; requestId: string }) {
  const t = useTranslations('vault')
  const isOpen = vault.unlockedUntil !== null
  return (
    <>
      <Panel title={isOpen ? t('unlocked') : t('locked')}>
        {vault.unlockedUntil !== null ? (
          <>
            <p>{t('until', { moment: formatMoment(vault.unlockedUntil) })}</p>
            <VaultForm act="lock" requestId={requestId} />
          </>
        ) : (
          <VaultForm act="unlock" requestId={requestId} main>
            <KnownPassphrase />
          </VaultForm>
        )}
      </Panel>
      <Asked vault={vault} requestId={requestId} />
      <Papers vault={vault} requestId={requestId} />
      <Keepers vault={vault} requestId={requestId} />
    </>
  )
}

function Asked({ vault, requestId }: { vault: Standing; requestId: string }) {
  const t = useTranslations('vault')
  const live = vault.openings.filter(({ state }) => state === 'asked' || state === 'open')
  return (
    <Panel title={t('asked')} note={t('asked-note')}>
      {live.length === 0 ? (
        <EmptyState why={t('asked-none')} />
      ) : (
        live.map((one) => (
          <section key={one.openingId} aria-label={t('paper', { code: one.code })}>
            <OpeningFacts opening={one} />
            {one.state === 'asked' && vault.unlockedUntil === null && <p>{t('unlock-first')}</p>}
            {one.state === 'asked' && vault.unlockedUntil !== null && (
              <VaultFold
                act="approve"
                requestId={requestId}
                hidden={{ openingId: one.openingId, version: one.version }}
                main
                open
              >
                <Textarea name="reason" label={t('field.note')} autosize maxLength={500} />
              </VaultFold>
            )}
            {one.state === 'asked' && (
              <VaultFold act="refuse" requestId={requestId} hidden={{ openingId: one.openingId, version: one.version }}>
                <Textarea name="reason" label={t('field.why')} autosize maxLength={500} />
              </VaultFold>
            )}
            {one.state === 'open' && (
              <VaultForm
                act="close"
                requestId={requestId}
                hidden={{ openingId: one.openingId, version: one.version }}
              />
            )}
          </section>
        ))
      )}
    </Panel>
  )
}

function Papers({ vault, requestId }: { vault: Standing; requestId: string }) {
  const t = useTranslations('vault')
  return (
    <Panel title={t('papers')} note={t('papers-note')} flush>
      {vault.papers.length === 0 ? (
        <EmptyState why={t('papers-none')} />
      ) : (
        vault.papers.map(({ petitionId, year, number, receivedOn, sealedNumber, isSealed, isRecused }) => (
          <details key={petitionId} className={shared['act']}>
            <summary>
              {t('paper-line', {
                code: `${year}-${String(number).padStart(4, '0')}`,
                day: formatDay(receivedOn),
                envelope: sealedNumber || '–',
              })}{' '}
              <Chip look={isSealed ? 'ok' : 'watch'}>{t(isSealed ? 'sealed' : 'not-sealed')}</Chip>
              {isRecused && <Chip look="grey">{t('recused')}</Chip>}
            </summary>
            {!isRecused && vault.unlockedUntil !== null && (
              <VaultForm
                act="seal"
                requestId={requestId}
                hidden={{ petitionId }}
                label={t(isSealed ? 'reseal' : 'act.seal')}
              >
                <IdentityFields />
              </VaultForm>
            )}
            {!isRecused && (
              <VaultForm act="recuse" requestId={requestId} hidden={{ petitionId }}>
                <Textarea name="reason" label={t('field.why-recuse')} autosize maxLength={500} />
              </VaultForm>
            )}
          </details>
        ))
      )}
    </Panel>
  )
}

function Keepers({ vault, requestId }: { vault: Standing; requestId: string }) {
  const t = useTranslations('vault')
  const isOpen = vault.unlockedUntil !== null
  const active = vault.custodians.filter(({ state }) => state === 'active').length
  return (
    <Panel title={t('keepers')} note={active < 2 ? t('keepers-one') : undefined} flush>
      {vault.custodians.map(({ custodianId, name, state }) => (
        <details key={custodianId} className={shared['act']}>
          <summary>
            {name} <Chip look={state === 'active' ? 'ok' : 'watch'}>{t(`keeper-state.${state}`)}</Chip>
          </summary>
          {!isOpen && <p>{t('unlock-first')}</p>}
          {isOpen && state === 'waiting' && (
            <VaultForm act="admit" requestId={requestId} hidden={{ custodianId }} main>
              <p className={shared['whole']}>{t('admit-help')}</p>
            </VaultForm>
          )}
          {isOpen && (
            <VaultForm act="retire" requestId={requestId} hidden={{ custodianId }}>
              <p className={shared['whole']}>{t('retire-help')}</p>
            </VaultForm>
          )}
        </details>
      ))}
      <VaultFold act="change-passphrase" requestId={requestId}>
        <KnownPassphrase />
        <NewPassphrase name="newPassphrase" />
      </VaultFold>
      <Recover requestId={requestId} />
    </Panel>
  )
}
