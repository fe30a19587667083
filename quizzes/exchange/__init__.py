"""Questions on their way in and out: GIFT, Moodle XML and CSV. The codecs know no table; importing and exporting do."""
