// title: Newton petals
// family: escape_time
// description: Basins of Newton's method for a spinning polynomial
// dialect: twigl:geeker
// licence: CC0-1.0
vec2 mul(vec2 a, vec2 c) { return vec2(a.x * c.x - a.y * c.y, a.x * c.y + a.y * c.x); }
void main() {
    vec2 z = 1.5 * (2.0 * gl_FragCoord.xy - r) / r.y, goal = vec2(cos(t), sin(t));
    float steps = 0.0, last = 1.0;
    for (int k = 0; k < 9; k++) {
        vec2 z2 = mul(z, z), d = 3.0 * z2, v = mul(z2, z) - goal;
        vec2 move = vec2(dot(v, d), v.y * d.x - v.x * d.y) / (dot(d, d) + 0.02);
        z -= move;
        last = length(move);
        steps += smoothstep(0.0, 0.2, last);
    }
    float a = atan(z.y, z.x + 0.00001) - t / 3.0;
    vec3 col = 0.55 + 0.4 * cos(a + vec3(0.3, 2.4, 4.2)), ring = vec3(0.5 + 0.5 * cos(2.5 * steps));
    gl_FragColor = vec4(mix(col, ring * vec3(1.0, 0.9, 0.7), 0.35) * (1.25 - 0.12 * steps), 1.0);
}
