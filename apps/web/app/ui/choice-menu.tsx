import { Menu } from '@mantine/core'
import type { ReactNode } from 'react'
import { IconCheck } from './icons.ts'

/** Where `AppFrame` draws the menus it opens. */
export const menuHostId = 'frame-menus'

type ChoiceMenuProps<Choice extends string> = {
  children: ReactNode
  className: string | undefined
  choices: ReadonlyArray<{ readonly value: Choice; readonly label: string; readonly lang?: string }>
  chosen: Choice
  onChoose: (choice: Choice) => void
}

/** A button that opens a short list of which one is chosen: language, text size, colours. */
export function ChoiceMenu<Choice extends string>({
  children,
  className,
  choices,
  chosen,
  onChoose,
}: ChoiceMenuProps<Choice>) {
  return (
    <Menu
      position="bottom-start"
      withinPortal
      portalProps={{ target: `#${menuHostId}` }}
      withInitialFocusPlaceholder={false}
      returnFocus
    >
      <Menu.Target>
        <button type="button" className={className}>
          {children}
        </button>
      </Menu.Target>
      <Menu.Dropdown>
        {choices.map(({ value, label, lang }) => (
          <Menu.Item
            key={value}
            aria-current={value === chosen ? true : undefined}
            lang={lang}
            leftSection={value === chosen ? <IconCheck size={16} aria-hidden /> : <span style={{ width: 16 }} />}
            onClick={() => onChoose(value)}
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
