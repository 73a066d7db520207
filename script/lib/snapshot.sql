-- What an addon may leave behind, one line each. The order is that of the text, so that
-- two snapshots can be compared with diff.
WITH
own AS (  -- objects of extensions, such as btree_gist, are the extension's
    SELECT oid FROM pg_namespace WHERE nspname = current_schema()
),
extension AS (SELECT objid FROM pg_depend WHERE deptype = 'e'),
lines (line) AS (
    SELECT format('relation %s %s', relkind, relname)
      FROM pg_class
     WHERE relnamespace IN (SELECT oid FROM own) AND relkind <> 'i'
       AND oid NOT IN (SELECT objid FROM extension)
    UNION ALL
    SELECT format('column %s.%s %s', table_name, column_name, data_type)
      FROM information_schema.columns
     WHERE table_schema = current_schema()
    UNION ALL
    SELECT format('index %s on %s', indexname, tablename)
      FROM pg_indexes
     WHERE schemaname = current_schema()
    UNION ALL
    SELECT format('constraint %s on %s', conname, conrelid::regclass)
      FROM pg_constraint
     WHERE connamespace IN (SELECT oid FROM own)
    UNION ALL
    SELECT format('function %s', oid::regprocedure)
      FROM pg_proc
     WHERE pronamespace IN (SELECT oid FROM own)
       AND oid NOT IN (SELECT objid FROM extension)
    UNION ALL
    SELECT format('trigger %s on %s', tgname, tgrelid::regclass)
      FROM pg_trigger
     WHERE NOT tgisinternal
    UNION ALL
    SELECT format('installed %s', name) FROM ir_module_module WHERE state = 'installed'
    UNION ALL
    SELECT format('model %s', model) FROM ir_model
    UNION ALL
    SELECT format('field %s.%s', model, name) FROM ir_model_fields
    UNION ALL
    SELECT format('selection %s.%s %s', f.model, f.name, s.value)
      FROM ir_model_fields_selection s JOIN ir_model_fields f ON f.id = s.field_id
    UNION ALL
    SELECT format('xml id %s.%s', module, name)
      FROM ir_model_data
     -- Odoo notes models, fields, selections … of our models under the name of another
     -- module too (mail, portal, sms) and forgets to delete such a note. It names no
     -- record any more; the records themselves are compared above and below.
     WHERE model NOT LIKE 'ir.model%'
    UNION ALL
    SELECT format('menu %s', name ->> 'en_US') FROM ir_ui_menu
    UNION ALL
    SELECT format('action %s %s', type, name ->> 'en_US') FROM ir_actions
    UNION ALL
    SELECT format('cron %s', cron_name) FROM ir_cron
    UNION ALL
    SELECT format('view %s %s', model, name) FROM ir_ui_view
    UNION ALL
    SELECT format('asset %s', path) FROM ir_asset
    UNION ALL
    SELECT format('rule %s', name) FROM ir_rule
    UNION ALL
    SELECT format('access %s', name) FROM ir_model_access
    UNION ALL
    SELECT format('group %s', name ->> 'en_US') FROM res_groups
    UNION ALL
    SELECT format('privilege %s', name ->> 'en_US') FROM res_groups_privilege
    UNION ALL
    SELECT format('sequence %s %s', code, name) FROM ir_sequence
    UNION ALL
    SELECT format('parameter %s', key) FROM ir_config_parameter
    UNION ALL
    SELECT format('default of %s.%s', f.model, f.name)
      FROM ir_default d JOIN ir_model_fields f ON f.id = d.field_id
    UNION ALL
    SELECT format('activity type %s', name ->> 'en_US') FROM mail_activity_type
    UNION ALL
    SELECT format('mail template %s', name ->> 'en_US') FROM mail_template
    UNION ALL
    SELECT format('message subtype %s', name ->> 'en_US') FROM mail_message_subtype
    UNION ALL
    SELECT format('paper format %s', name) FROM report_paperformat
    UNION ALL
    SELECT format('attachment of %s: %s', res_model, name)
      FROM ir_attachment
     WHERE res_model IS NOT NULL AND res_model <> 'ir.ui.view'
       AND res_model NOT IN (SELECT model FROM ir_model)
)
SELECT line FROM lines ORDER BY line COLLATE "C";
