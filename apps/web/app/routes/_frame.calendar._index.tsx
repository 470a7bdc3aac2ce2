import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { calendarAction, calendarLoader } from '../calendar/calendar.server.ts'

export { CalendarScreen as default } from '../calendar/calendar-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => calendarLoader(args)
export const action = (args: ActionFunctionArgs) => calendarAction(args)
