import type { LoaderFunctionArgs } from '@remix-run/node'
import { meetingLoader } from '../ratings/meeting.server.ts'

export { MeetingScreen as default } from '../ratings/meeting-screen.tsx'
export const loader = (args: LoaderFunctionArgs) => meetingLoader(args)
