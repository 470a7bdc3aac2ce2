import { Drawer } from '@mantine/core'
import type { ReactNode } from 'react'
import { useTranslations } from 'use-intl'

type BottomSheetProps = { title: string; close: () => void; children: ReactNode }

/** The sheet a phone shows instead of a popover or a side navigation. Loaded when first opened. */
export default function BottomSheet({ title, close, children }: BottomSheetProps) {
  const t = useTranslations('ui.frame')
  return (
    <Drawer.Root opened onClose={close} position="bottom" size="auto">
      <Drawer.Overlay />
      <Drawer.Content style={{ height: 'auto', maxHeight: '85dvh' }}>
        {/* A header element would count as a second banner of the page. */}
        <Drawer.Header role="presentation">
          <Drawer.Title>
            <strong>{title}</strong>
          </Drawer.Title>
          <Drawer.CloseButton size="xl" aria-label={t('close')} />
        </Drawer.Header>
        <Drawer.Body>{children}</Drawer.Body>
      </Drawer.Content>
    </Drawer.Root>
  )
}
