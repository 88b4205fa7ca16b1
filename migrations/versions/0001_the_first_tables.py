"""the first tables

Revision ID: 0001
Revises:
"""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "body_settings",
        sa.Column("body", sa.String(length=40), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=True),
        sa.Column("au_channel", sa.String(length=32), nullable=True),
        sa.Column("channel_made", sa.Boolean(), nullable=False),
        sa.Column("au_channel_made", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("body", name=op.f("pk_body_settings")),
    )
    op.create_table(
        "card",
        sa.Column("name", sa.String(length=80), nullable=False),
        sa.Column("channel", sa.String(length=32), nullable=False),
        sa.Column("ts", sa.String(length=32), nullable=False),
        sa.PrimaryKeyConstraint("name", name=op.f("pk_card")),
    )
    op.create_table(
        "inbox_key",
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("key", name=op.f("pk_inbox_key")),
    )
    op.create_table(
        "letter",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("key", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=60), nullable=False),
        sa.Column("payload", sa.Text(), nullable=False),
        sa.Column("route", sa.String(length=10), nullable=False),
        sa.Column("matter", sa.String(length=80), nullable=False),
        sa.Column("card", sa.String(length=80), nullable=True),
        sa.Column("urgent", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.Integer(), nullable=False),
        sa.Column("next_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("lease_until", sa.DateTime(timezone=True), nullable=True),
        sa.Column("token", sa.String(length=32), nullable=True),
        sa.Column("op", sa.String(length=32), nullable=False),
        sa.Column("ambiguous", sa.Boolean(), nullable=False),
        sa.Column("tried_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reason", sa.String(length=300), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("channel", sa.String(length=32), nullable=True),
        sa.Column("ts", sa.String(length=32), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_letter")),
        sa.UniqueConstraint("key", name=op.f("uq_letter_key")),
    )
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.create_index("ix_letter_due", ["state", "next_at"], unique=False)
        batch_op.create_index("ix_letter_matter_state", ["matter", "state", "id"], unique=False)

    op.create_table(
        "number_series",
        sa.Column("prefix", sa.String(length=10), nullable=False),
        sa.Column("year", sa.Integer(), nullable=False),
        sa.Column("last", sa.Integer(), nullable=False),
        sa.PrimaryKeyConstraint("prefix", "year", name=op.f("pk_number_series")),
    )
    op.create_table(
        "person",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("slack_id", sa.String(length=32), nullable=True),
        sa.Column("slack_checked_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("home_opened_at", sa.DateTime(timezone=True), nullable=True),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_person")),
        sa.UniqueConstraint("email", name=op.f("uq_person_email")),
        sa.UniqueConstraint("slack_id", name=op.f("uq_person_slack_id")),
    )
    op.create_table(
        "structure",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("document", sa.Text(), nullable=False),
        sa.Column("loaded_at", sa.DateTime(timezone=True), nullable=False),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_structure")),
    )
    op.create_table(
        "assignment",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(length=40), nullable=True),
        sa.Column("principal", sa.String(length=40), nullable=True),
        sa.Column("role", sa.String(length=40), nullable=False),
        sa.Column("place", sa.Integer(), nullable=True),
        sa.Column("start", sa.Date(), nullable=True),
        sa.Column("end", sa.Date(), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_assignment_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_assignment")),
    )
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_assignment_body"), ["body"], unique=False)
        batch_op.create_index(batch_op.f("ix_assignment_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_assignment_principal"), ["principal"], unique=False)

    op.create_table(
        "journal",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("actor_id", sa.Integer(), nullable=True),
        sa.Column("actor", sa.String(length=20), nullable=False),
        sa.Column("act", sa.String(length=60), nullable=False),
        sa.Column("subject", sa.String(length=60), nullable=False),
        sa.Column("body", sa.String(length=40), nullable=True),
        sa.Column("rule", sa.String(length=40), nullable=True),
        sa.Column("details", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["actor_id"], ["person.id"], name=op.f("fk_journal_actor_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_journal")),
    )
    with op.batch_alter_table("journal", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_journal_at"), ["at"], unique=False)
        batch_op.create_index(batch_op.f("ix_journal_subject"), ["subject"], unique=False)

    op.create_table(
        "meeting",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("body", sa.String(length=40), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=150), nullable=True),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("place", sa.String(length=200), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("cancel_reason", sa.Text(), nullable=True),
        sa.Column("submission_deadline", sa.Date(), nullable=True),
        sa.Column("agenda_set_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("agenda_set_by", sa.Integer(), nullable=True),
        sa.Column("notice_sent_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("notice_sent_by", sa.Integer(), nullable=True),
        sa.Column("programme", sa.Text(), nullable=False),
        sa.Column("programme_set_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("programme_set_by", sa.Integer(), nullable=True),
        sa.Column("programme_decided_on", sa.Date(), nullable=True),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("moved", sa.Integer(), nullable=False),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["agenda_set_by"], ["person.id"], name=op.f("fk_meeting_agenda_set_by_person")),
        sa.ForeignKeyConstraint(["notice_sent_by"], ["person.id"], name=op.f("fk_meeting_notice_sent_by_person")),
        sa.ForeignKeyConstraint(["programme_set_by"], ["person.id"], name=op.f("fk_meeting_programme_set_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting")),
    )
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_body"), ["body"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_starts_at"), ["starts_at"], unique=False)
        batch_op.create_index(batch_op.f("ix_meeting_submission_deadline"), ["submission_deadline"], unique=False)

    op.create_table(
        "absence",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("principal", sa.String(length=40), nullable=True),
        sa.Column("place", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("covered_by", sa.Integer(), nullable=True),
        sa.Column("part_from", sa.DateTime(timezone=True), nullable=True),
        sa.Column("part_to", sa.DateTime(timezone=True), nullable=True),
        sa.Column("reported_by", sa.Integer(), nullable=True),
        sa.Column("reported_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("wants_back", sa.Boolean(), nullable=False),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["covered_by"], ["person.id"], name=op.f("fk_absence_covered_by_person")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_absence_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_absence_person_id_person")),
        sa.ForeignKeyConstraint(["reported_by"], ["person.id"], name=op.f("fk_absence_reported_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_absence")),
    )
    with op.batch_alter_table("absence", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_absence_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_absence_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_absence_state"), ["state"], unique=False)
        batch_op.create_index(
            "uq_absence_open",
            ["meeting_id", "person_id"],
            unique=True,
            sqlite_where=sa.text("state != 'withdrawn'"),
            postgresql_where=sa.text("state != 'withdrawn'"),
        )

    op.create_table(
        "calendar_event",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("day", sa.Integer(), nullable=False),
        sa.Column("generation", sa.Integer(), nullable=False),
        sa.Column("stamp", sa.String(length=40), nullable=False),
        sa.Column("transaction_id", sa.String(length=40), nullable=False),
        sa.Column("create_body", sa.Text(), nullable=True),
        sa.Column("graph_id", sa.String(length=300), nullable=True),
        sa.Column("change_key", sa.String(length=200), nullable=True),
        sa.Column("sent", sa.Text(), nullable=True),
        sa.Column("sending", sa.Text(), nullable=True),
        sa.Column("edited", sa.Text(), nullable=True),
        sa.Column("edits", sa.Integer(), nullable=False),
        sa.Column("attendees", sa.Text(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("seen_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_calendar_event_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_calendar_event")),
        sa.UniqueConstraint(
            "meeting_id", "day", "generation", name=op.f("uq_calendar_event_meeting_id_day_generation")
        ),
        sa.UniqueConstraint("stamp", name=op.f("uq_calendar_event_stamp")),
        sa.UniqueConstraint("transaction_id", name=op.f("uq_calendar_event_transaction_id")),
    )
    with op.batch_alter_table("calendar_event", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_calendar_event_graph_id"), ["graph_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_calendar_event_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "guest",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("email", sa.String(length=254), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("principal", sa.String(length=40), nullable=True),
        sa.Column("added_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["added_by"], ["person.id"], name=op.f("fk_guest_added_by_person")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_guest_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_guest")),
        sa.UniqueConstraint("meeting_id", "email", name=op.f("uq_guest_meeting_id_email")),
    )
    with op.batch_alter_table("guest", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_guest_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "meeting_day",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("number", sa.Integer(), nullable=False),
        sa.Column("starts_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("ends_at", sa.DateTime(timezone=True), nullable=False),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_meeting_day_meeting_id_meeting")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_meeting_day")),
        sa.UniqueConstraint("meeting_id", "number", name=op.f("uq_meeting_day_meeting_id_number")),
    )
    with op.batch_alter_table("meeting_day", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_meeting_day_meeting_id"), ["meeting_id"], unique=False)

    op.create_table(
        "question",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("number", sa.String(length=24), nullable=False),
        sa.Column("body", sa.String(length=40), nullable=False),
        sa.Column("principal", sa.String(length=40), nullable=False),
        sa.Column("raised_by", sa.Integer(), nullable=False),
        sa.Column("cosigned_by", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=30), nullable=False),
        sa.Column("title", sa.String(length=150), nullable=False),
        sa.Column("issue", sa.Text(), nullable=False),
        sa.Column("background", sa.Text(), nullable=False),
        sa.Column("benefit", sa.Text(), nullable=False),
        sa.Column("concerned", sa.Text(), nullable=False),
        sa.Column("why_not_local", sa.Text(), nullable=False),
        sa.Column("details", sa.Text(), nullable=False),
        sa.Column("completions", sa.Text(), nullable=False),
        sa.Column("reach", sa.String(length=10), nullable=False),
        sa.Column("source", sa.String(length=500), nullable=True),
        sa.Column("source_author", sa.String(length=200), nullable=True),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("answer_by", sa.DateTime(timezone=True), nullable=True),
        sa.Column("escalated_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("escalated_why", sa.String(length=30), nullable=True),
        sa.Column("complete_by", sa.Date(), nullable=True),
        sa.Column("meeting_id", sa.Integer(), nullable=True),
        sa.Column("origin_id", sa.Integer(), nullable=True),
        sa.Column("referred_to", sa.String(length=160), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("prepared", sa.Boolean(), nullable=False),
        sa.Column("created_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("submitted_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("settled_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("version", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["cosigned_by"], ["person.id"], name=op.f("fk_question_cosigned_by_person")),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_question_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["origin_id"], ["question.id"], name=op.f("fk_question_origin_id_question")),
        sa.ForeignKeyConstraint(["raised_by"], ["person.id"], name=op.f("fk_question_raised_by_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_question")),
        sa.UniqueConstraint("number", name=op.f("uq_question_number")),
    )
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_question_answer_by"), ["answer_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_question_body"), ["body"], unique=False)
        batch_op.create_index(batch_op.f("ix_question_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_question_origin_id"), ["origin_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_question_raised_by"), ["raised_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_question_state"), ["state"], unique=False)

    op.create_table(
        "agenda_item",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("meeting_id", sa.Integer(), nullable=False),
        sa.Column("position", sa.Integer(), nullable=False),
        sa.Column("kind", sa.String(length=20), nullable=False),
        sa.Column("title", sa.String(length=150), nullable=False),
        sa.Column("minutes", sa.Integer(), nullable=False),
        sa.Column("presenter_id", sa.Integer(), nullable=True),
        sa.Column("presenter", sa.String(length=150), nullable=True),
        sa.Column("question_id", sa.Integer(), nullable=True),
        sa.Column("carried_from", sa.Integer(), nullable=True),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("unprepared", sa.Boolean(), nullable=False),
        sa.Column("added_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("new_since_notice", sa.Boolean(), nullable=False),
        sa.Column("left_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(
            ["carried_from"], ["agenda_item.id"], name=op.f("fk_agenda_item_carried_from_agenda_item")
        ),
        sa.ForeignKeyConstraint(["meeting_id"], ["meeting.id"], name=op.f("fk_agenda_item_meeting_id_meeting")),
        sa.ForeignKeyConstraint(["presenter_id"], ["person.id"], name=op.f("fk_agenda_item_presenter_id_person")),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_agenda_item_question_id_question")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_agenda_item")),
    )
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_agenda_item_meeting_id"), ["meeting_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_agenda_item_question_id"), ["question_id"], unique=False)

    op.create_table(
        "au_answer",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("question_id", sa.Integer(), nullable=False),
        sa.Column("round", sa.Integer(), nullable=False),
        sa.Column("office", sa.String(length=20), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("answer", sa.String(length=30), nullable=False),
        sa.Column("text", sa.Text(), nullable=True),
        sa.Column("target", sa.String(length=160), nullable=True),
        sa.Column("at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("withdrawn_at", sa.DateTime(timezone=True), nullable=True),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_au_answer_person_id_person")),
        sa.ForeignKeyConstraint(["question_id"], ["question.id"], name=op.f("fk_au_answer_question_id_question")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_au_answer")),
    )
    with op.batch_alter_table("au_answer", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_au_answer_question_id"), ["question_id"], unique=False)

    op.create_table(
        "substitute_call",
        sa.Column("id", sa.Integer(), nullable=False),
        sa.Column("absence_id", sa.Integer(), nullable=False),
        sa.Column("person_id", sa.Integer(), nullable=False),
        sa.Column("place", sa.Integer(), nullable=False),
        sa.Column("state", sa.String(length=20), nullable=False),
        sa.Column("asked_at", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answer_by", sa.DateTime(timezone=True), nullable=False),
        sa.Column("answered_at", sa.DateTime(timezone=True), nullable=True),
        sa.Column("named_by", sa.Integer(), nullable=True),
        sa.ForeignKeyConstraint(["absence_id"], ["absence.id"], name=op.f("fk_substitute_call_absence_id_absence")),
        sa.ForeignKeyConstraint(["named_by"], ["person.id"], name=op.f("fk_substitute_call_named_by_person")),
        sa.ForeignKeyConstraint(["person_id"], ["person.id"], name=op.f("fk_substitute_call_person_id_person")),
        sa.PrimaryKeyConstraint("id", name=op.f("pk_substitute_call")),
    )
    with op.batch_alter_table("substitute_call", schema=None) as batch_op:
        batch_op.create_index(batch_op.f("ix_substitute_call_absence_id"), ["absence_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_substitute_call_answer_by"), ["answer_by"], unique=False)
        batch_op.create_index(batch_op.f("ix_substitute_call_person_id"), ["person_id"], unique=False)
        batch_op.create_index(batch_op.f("ix_substitute_call_state"), ["state"], unique=False)


def downgrade() -> None:
    with op.batch_alter_table("substitute_call", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_substitute_call_state"))
        batch_op.drop_index(batch_op.f("ix_substitute_call_person_id"))
        batch_op.drop_index(batch_op.f("ix_substitute_call_answer_by"))
        batch_op.drop_index(batch_op.f("ix_substitute_call_absence_id"))

    op.drop_table("substitute_call")
    with op.batch_alter_table("au_answer", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_au_answer_question_id"))

    op.drop_table("au_answer")
    with op.batch_alter_table("agenda_item", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_agenda_item_question_id"))
        batch_op.drop_index(batch_op.f("ix_agenda_item_meeting_id"))

    op.drop_table("agenda_item")
    with op.batch_alter_table("question", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_question_state"))
        batch_op.drop_index(batch_op.f("ix_question_raised_by"))
        batch_op.drop_index(batch_op.f("ix_question_origin_id"))
        batch_op.drop_index(batch_op.f("ix_question_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_question_body"))
        batch_op.drop_index(batch_op.f("ix_question_answer_by"))

    op.drop_table("question")
    with op.batch_alter_table("meeting_day", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_day_meeting_id"))

    op.drop_table("meeting_day")
    with op.batch_alter_table("guest", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_guest_meeting_id"))

    op.drop_table("guest")
    with op.batch_alter_table("calendar_event", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_calendar_event_meeting_id"))
        batch_op.drop_index(batch_op.f("ix_calendar_event_graph_id"))

    op.drop_table("calendar_event")
    with op.batch_alter_table("absence", schema=None) as batch_op:
        batch_op.drop_index(
            "uq_absence_open",
            sqlite_where=sa.text("state != 'withdrawn'"),
            postgresql_where=sa.text("state != 'withdrawn'"),
        )
        batch_op.drop_index(batch_op.f("ix_absence_state"))
        batch_op.drop_index(batch_op.f("ix_absence_person_id"))
        batch_op.drop_index(batch_op.f("ix_absence_meeting_id"))

    op.drop_table("absence")
    with op.batch_alter_table("meeting", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_meeting_submission_deadline"))
        batch_op.drop_index(batch_op.f("ix_meeting_starts_at"))
        batch_op.drop_index(batch_op.f("ix_meeting_body"))

    op.drop_table("meeting")
    with op.batch_alter_table("journal", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_journal_subject"))
        batch_op.drop_index(batch_op.f("ix_journal_at"))

    op.drop_table("journal")
    with op.batch_alter_table("assignment", schema=None) as batch_op:
        batch_op.drop_index(batch_op.f("ix_assignment_principal"))
        batch_op.drop_index(batch_op.f("ix_assignment_person_id"))
        batch_op.drop_index(batch_op.f("ix_assignment_body"))

    op.drop_table("assignment")
    op.drop_table("structure")
    op.drop_table("person")
    op.drop_table("number_series")
    with op.batch_alter_table("letter", schema=None) as batch_op:
        batch_op.drop_index("ix_letter_matter_state")
        batch_op.drop_index("ix_letter_due")

    op.drop_table("letter")
    op.drop_table("inbox_key")
    op.drop_table("card")
    op.drop_table("body_settings")
