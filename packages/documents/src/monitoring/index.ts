export { type MeetingPaper, meetingPaper } from './meeting-paper.ts'
