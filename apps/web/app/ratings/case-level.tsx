import { Modal } from '@mantine/core'
import { useTranslations } from 'use-intl'
import type { CaseView } from './case-view.ts'
import { LevelForm } from './level-form.tsx'

/** The office's own level for the case on the page. Loaded when opened. */
export default function CaseLevelDialog({ view, close }: { view: CaseView; close: () => void }) {
  const frame = useTranslations('ui.frame')
  return (
    <Modal
      opened
      onClose={close}
      size="lg"
      closeButtonProps={{ 'aria-label': frame('close') }}
      title={<strong>{view.name}</strong>}
    >
      <LevelForm of="office" row={{ ...view, ballotGrade: view.ballot?.grade ?? null }} close={close} />
    </Modal>
  )
}
