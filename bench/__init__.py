"""How fast the house answers, beside a bare Flask page and a bare query in the same run."""

SECRET = "only-for-measuring-on-this-machine-never-elsewhere"
