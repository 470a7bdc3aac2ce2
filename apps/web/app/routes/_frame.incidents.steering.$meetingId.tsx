import type { ActionFunctionArgs, LoaderFunctionArgs } from '@remix-run/node'
import { meetingAction, meetingLoader } from '../incidents/steering.server.ts'

export { MeetingScreen as default } from '../incidents/meeting-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => meetingLoader(args)
export const action = (args: ActionFunctionArgs) => meetingAction(args)
