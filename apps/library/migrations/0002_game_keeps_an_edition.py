from __future__ import annotations

from django.db import migrations

FORWARDS = """
CREATE FUNCTION library_game_keeps_an_edition() RETURNS trigger
LANGUAGE plpgsql AS $$
DECLARE
    game bigint;
BEGIN
    IF TG_TABLE_NAME = 'library_game' THEN
        game := NEW.id;
    ELSE
        game := OLD.game_id;
    END IF;
    IF EXISTS (SELECT FROM library_game WHERE id = game)
        AND NOT EXISTS (SELECT FROM library_edition WHERE game_id = game)
    THEN
        RAISE EXCEPTION 'game % has no edition', game
            USING ERRCODE = 'check_violation',
                  CONSTRAINT = 'game_keeps_an_edition';
    END IF;
    RETURN NULL;
END
$$;
CREATE CONSTRAINT TRIGGER game_keeps_an_edition
    AFTER INSERT ON library_game
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION library_game_keeps_an_edition();
CREATE CONSTRAINT TRIGGER edition_leaves_another
    AFTER DELETE OR UPDATE OF game_id ON library_edition
    DEFERRABLE INITIALLY DEFERRED FOR EACH ROW
    EXECUTE FUNCTION library_game_keeps_an_edition();
"""

BACKWARDS = """
DROP TRIGGER edition_leaves_another ON library_edition;
DROP TRIGGER game_keeps_an_edition ON library_game;
DROP FUNCTION library_game_keeps_an_edition();
"""


class Migration(migrations.Migration):
    """A game without an edition cannot be committed, whichever door it came by."""

    dependencies = [("library", "0001_initial")]

    operations = [migrations.RunSQL(FORWARDS, BACKWARDS)]
